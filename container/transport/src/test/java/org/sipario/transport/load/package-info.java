/** How overload is noticed, under a clock that the test turns. */
@NullMarked
package org.sipario.transport.load;

import org.jspecify.annotations.NullMarked;
