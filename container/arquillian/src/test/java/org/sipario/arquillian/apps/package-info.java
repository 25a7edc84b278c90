/** Applications that the tests pack. */
@NullMarked
package org.sipario.arquillian.apps;

import org.jspecify.annotations.NullMarked;
