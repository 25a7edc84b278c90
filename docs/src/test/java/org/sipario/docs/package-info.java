/** Tests that keep the documents true: what they show is compiled, run and compared with the outcome. */
@NullMarked
package org.sipario.docs;

import org.jspecify.annotations.NullMarked;
