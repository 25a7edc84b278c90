/**
 * An embedded server, an application and the testkit by one annotation in a JUnit test: {@link org.sipario.junit.SipTest}. For
 * who writes applications; nothing of the server knows this room.
 *
 * <p>It adds no words for call flows to those of {@code org.sipario.testkit} and none for servers to those of {@code
 * org.sipario.tomcat}: it introduces them to each other and to JUnit.
 */
@NullMarked
package org.sipario.junit;

import org.jspecify.annotations.NullMarked;
