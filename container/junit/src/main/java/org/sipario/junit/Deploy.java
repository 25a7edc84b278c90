package org.sipario.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes the application of a {@link SipTest}: a static method without parameters that returns a ShrinkWrap {@code Archive}, or the
 * {@code Path} of a {@code .war}, a {@code .sar} or a directory with {@code WEB-INF}. It is called once for the class.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Deploy {}
