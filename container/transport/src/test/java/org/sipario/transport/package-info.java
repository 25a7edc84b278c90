/** Tests of the transports over loopback sockets, on ports that the system chooses. */
@NullMarked
package org.sipario.transport;

import org.jspecify.annotations.NullMarked;
