/** The buffer of a reader. */
@NullMarked
package org.sipario.transport.udp;

import org.jspecify.annotations.NullMarked;
