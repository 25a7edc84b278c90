/**
 * To be: an embedded server, an application and the testkit by one annotation in a JUnit test. Nothing is here yet;
 * {@code org.sipario.tomcat.EmbeddedServer} and {@code org.sipario.testkit.Ladder} do it in a few lines.
 */
@NullMarked
package org.sipario.junit;

import org.jspecify.annotations.NullMarked;
