package org.sipario.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sipario.message.wire.Transport;

/** A user agent of a {@link SipTest}, new for each test: on a field or a parameter of type {@code TestUserAgent}. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface UserAgent {

    /** Its name in ladders, and the user of its address of record. */
    String value();

    /** What it speaks: UDP by default, or TCP. */
    Transport transport() default Transport.UDP;

    /** As whom it answers a challenge, when it has a {@link #password}. Default: its name. */
    String user() default "";

    /** With which it answers a challenge. Default: none; it then leaves challenges to the ladder. */
    String password() default "";
}
