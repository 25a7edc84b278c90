/**
 * Bytes to messages and back, and the wire types that every room below the facades shares.
 *
 * <p>RFC 3261 §7, §19, §20, §25; RFC 3966, RFC 5954, RFC 8217. A message is immutable: the bytes it came as, an index of
 * its headers, and whatever has been asked for since. Everybody may come in; this room itself uses nothing but the JDK.
 */
@NullMarked
package org.sipario.message;

import org.jspecify.annotations.NullMarked;
