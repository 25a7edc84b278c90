@NullMarked
package org.sipario.trace;

import org.jspecify.annotations.NullMarked;
