/** Event loops, carriers and timers. */
@NullMarked
package org.sipario.transport.threads;

import org.jspecify.annotations.NullMarked;
