package jakarta.servlet.sip.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a SIP servlet: a class that extends {@link jakarta.servlet.sip.SipServlet} or, since JSR 359, any class
 * whose methods carry annotations such as {@link Invite}.
 *
 * <p>A descriptor entry for the same servlet wins over the annotation. A class that extends {@code SipServlet} keeps
 * its dispatch by {@code doXxx} methods; method annotations are ignored there.
 *
 * <p>JSR 289 §18.2; JSR 359, annotated classes as SIP servlets.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface SipServlet {

    /** {@return the application this servlet belongs to; empty (the default) for the one application of the archive} */
    String applicationName() default "";

    /** {@return a description for people; empty by default} */
    String description() default "";

    /**
     * {@return when the servlet is initialised} Zero or more: at deployment, smaller numbers first. Negative (the
     * default, -1): at latest before its first message.
     */
    int loadOnStartup() default -1;

    /** {@return the servlet's name, unique in the application; empty (the default) for the class's simple name} */
    String name() default "";
}
