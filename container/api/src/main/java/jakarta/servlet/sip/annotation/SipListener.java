package jakarta.servlet.sip.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a listener of a SIP application.
 *
 * <p>The class says by the interfaces it implements what it listens to; it may implement several and is still one
 * object. It needs a public constructor without parameters. Standing beside {@link SipServlet} on one class, both
 * annotations mean the same single object.
 *
 * <p>JSR 289 §18.2 and §8.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface SipListener {

    /**
     * {@return the application this listener belongs to; empty (the default) for the one application of the archive}
     */
    String applicationName() default "";

    /** {@return a description for people; empty by default} */
    String description() default "";
}
