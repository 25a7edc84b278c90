/**
 * Bytes to messages and back, and the wire types that every room below the facades shares.
 *
 * <p>RFC 3261 §7, §19, §20, §25; RFC 3966, RFC 5954, RFC 8217. A message is immutable: the bytes it came as, an index of
 * its headers, and whatever has been asked for since. {@link org.sipario.message.MessageParser} reads one message,
 * {@link org.sipario.message.StreamFramer} cuts messages out of a stream. What is let pass and what is refused follows
 * RFC 4475 and RFC 5118. Everybody may come in; this room itself uses nothing but the JDK.
 */
@NullMarked
package org.sipario.message;

import org.jspecify.annotations.NullMarked;
