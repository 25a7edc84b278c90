@NullMarked
package org.sipario.trace.capture;

import org.jspecify.annotations.NullMarked;
