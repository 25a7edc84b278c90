package org.sipario.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells the server of a {@link SipTest} what else it is to have: a static method with one parameter, the {@code
 * EmbeddedServerBuilder}. It is called once, before the server starts; those of superclasses come first. Listening points are there
 * already.
 *
 * {@snippet :
 * @Configure
 * static void users(EmbeddedServerBuilder server) {
 *     server.user("alice", "wonderland", "sip-user").parameter("domains", "example.com");
 * }
 * }
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Configure {}
