/**
 * Runs Arquillian tests on a Sipario server: one inside the test's own JVM, a packed one that is started for the tests, or one
 * that runs already. {@link org.sipario.arquillian.SiparioConfiguration} has the options, and which of them makes the difference.
 *
 * <p>{@code .war} and {@code .sar} archives are deployed as they are; tests run inside them, by Arquillian's servlet protocol, or
 * as clients. A test that is a client has the server's addresses injected: {@code @ArquillianResource URL} for HTTP, and {@link
 * org.sipario.arquillian.SipAddresses} for SIP.
 *
 * <p>This room uses the embedded server of {@code tomcat} and the packed one's {@code bin/sipario}, and nobody uses it but tests.
 */
@NullMarked
package org.sipario.arquillian;

import org.jspecify.annotations.NullMarked;
