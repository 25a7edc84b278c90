package org.sipario.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A class of tests that play call flows with a SIP application on a server inside the test's own process.
 *
 * {@snippet :
 * @SipTest(Greeter.class)
 * class GreeterTest {
 *     @UserAgent("alice")
 *     TestUserAgent alice;
 *
 *     @Test
 *     void greets_who_calls(Ladder ladder) {
 *         ladder.play("""
 *             alice   -> greeter INVITE
 *             greeter -> alice   200
 *             alice   -> greeter ACK
 *             """);
 *     }
 * }
 * }
 *
 * <p>The server starts before the first test of the class and stops after the last one; nested test classes share it. <b>Each test
 * has the application to itself</b>: it is deployed anew, so servlets are initialised again, and sessions, timers and attributes of
 * the test before are gone; user agents and their calls are new, too. What the application keeps elsewhere, as in a database,
 * stays. Tests of one class never run at the same time; classes may.
 *
 * <p>The application is one of: {@linkplain #value classes}, {@linkplain #packages packages}, both together, or an archive that a
 * {@link Deploy} method makes. A {@link Configure} method tells the server what else it is to have, such as users and data sources.
 *
 * <p>Parameters of tests, and of methods that run before and after each of them, may be
 *
 * <ul>
 *   <li>a {@code TestUserAgent} with {@link UserAgent}
 *   <li>a {@code Ladder} on which all these play
 *   <li>{@code VirtualTimers}: the clock, in memory. It goes on from one test to the next
 *   <li>{@code InMemoryNetwork}, likewise: to unplug a user agent
 *   <li>the {@code EmbeddedServer}
 *   <li>{@code ServerCounts}, as they were when the test began; {@code EmbeddedServer.counts()} has those of now
 *   <li>a {@code java.net.URI}: where the application is reached by HTTP, ending in a slash
 * </ul>
 *
 * <p>Methods that run before or after all tests, and constructors, may have the server and the URI.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(SipTestExtension.class)
@ResourceLock(providers = OneTestAtATime.class)
public @interface SipTest {

    /** Classes of the application, SIP servlets among them; classes nested in them come along. */
    Class<?>[] value() default {};

    /**
     * Packages of the application, with those below them: all of their classes on the class path. Those in the folder where the test
     * class itself lies count only where there are no others, so that tests do not become part of what they test.
     */
    String[] packages() default {};

    /**
     * A folder that is laid under these classes, relative to where the test runs, such as {@code src/main/webapp}: descriptors,
     * pages, libraries. Default: none.
     */
    String webapp() default "";

    /** What lies between user agents and server. Default: memory. */
    SipNetwork network() default SipNetwork.MEMORY;

    /** The domain of the user agents' addresses of record: {@code alice@example.com} by default. */
    String domain() default "example.com";
}
