/**
 * User agents and proxies as pure logic: states and events in, states and effects out; no servlet, thread, clock or
 * socket.
 *
 * <p>This package has what dialogs, proxies and digest share: request inspection (RFC 3261 §8.2, §16.3), routing
 * (§16.4, §16.12), merged requests (§8.2.2.2), unguessable tokens.
 *
 * <p>Every module above may use it; the servlet module drives it.
 */
@NullMarked
package org.sipario.core;

import org.jspecify.annotations.NullMarked;
