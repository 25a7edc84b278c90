/**
 * The JSR's values of chapter 4 (URI, SipURI, TelURL, Address, Parameterable) over the immutable types of the message
 * room. Each facade holds one message value, replaces it at each set, and asks its {@link
 * org.sipario.servlet.address.Mutability} what may be changed there. {@link org.sipario.servlet.address.Addresses} is
 * the door: texts and message values in, facades out, and back. Grammar and equality live below, in {@code
 * org.sipario.message} (RFC 3261 §19.1, RFC 3966).
 */
@NullMarked
package org.sipario.servlet.address;

import org.jspecify.annotations.NullMarked;
