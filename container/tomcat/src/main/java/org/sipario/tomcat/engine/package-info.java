/**
 * The SIP stack as a Tomcat {@code <Engine>}: transports, clock, transactions and the SIP container are created and
 * connected here, and nowhere else. Its times and limits are attributes of the engine, its users those of a realm (RFC
 * 3261 §22), and its messages can be recorded. {@code deploy} hands applications in; {@code embedded} and {@code
 * standalone} start it.
 */
@NullMarked
package org.sipario.tomcat.engine;

import org.jspecify.annotations.NullMarked;
