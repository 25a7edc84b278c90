/**
 * Bytes to messages and back.
 *
 * <p>RFC 3261 §7, §19, §20, §25; RFC 3966, RFC 5954, RFC 8217. A message is immutable: the bytes received, an index of
 * the headers, and a cache of the values read since. {@link org.sipario.message.MessageParser} reads one message,
 * {@link org.sipario.message.StreamFramer} cuts messages out of a stream. What is accepted and what is refused follows
 * RFC 4475 and RFC 5118.
 *
 * <p>Every module may use it; it uses the JDK only.
 */
@NullMarked
package org.sipario.message;

import org.jspecify.annotations.NullMarked;
