/** The location of servers, asked of a name server on loopback. */
@NullMarked
package org.sipario.transport.locate;

import org.jspecify.annotations.NullMarked;
