/**
 * Digest authentication: challenges, credentials, their verification and the nonces in use.
 *
 * <p>RFC 3261 §22, RFC 7616, RFC 8760.
 *
 * <p>Every module above may use it; time and passwords are arguments.
 */
@NullMarked
package org.sipario.core.digest;

import org.jspecify.annotations.NullMarked;
