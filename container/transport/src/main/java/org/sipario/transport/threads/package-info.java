/**
 * The threads of a server: event loops that move bytes, virtual threads for sessions and what carries them, the clock.
 * docs/decisions/0011-carriers.md says why a thread that reads datagrams carries sessions too.
 */
@NullMarked
package org.sipario.transport.threads;

import org.jspecify.annotations.NullMarked;
