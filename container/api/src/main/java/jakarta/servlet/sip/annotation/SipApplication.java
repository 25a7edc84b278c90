package jakarta.servlet.sip.annotation;

import jakarta.servlet.sip.ConcurrencyMode;
import jakarta.servlet.sip.annotation.security.SipLogin;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a SIP application and its settings, in place of the head of a {@code sip.xml}.
 *
 * <p>It stands on a package (in {@code package-info.java}) or, since JSR 359, on a class. Every SIP servlet and
 * listener of the archive joins this application. Two different application names in one archive fail the deployment;
 * where a descriptor sets the same thing, the descriptor wins.
 *
 * <p>JSR 289 §18.2; JSR 359 adds the class form and the members said to be of 2.0.
 */
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface SipApplication {

    /**
     * {@return the application's name, unique in the server; empty (the default) leaves it to the descriptor or the
     * archive} The application router selects applications by this name.
     */
    String name() default "";

    /** {@return a name for people; empty by default} */
    String displayName() default "";

    /** {@return path of a small icon (16 by 16 pixels) within the archive; empty by default} */
    String smallIcon() default "";

    /** {@return path of a large icon (32 by 32 pixels) within the archive; empty by default} */
    String largeIcon() default "";

    /** {@return a description for people; empty by default} */
    String description() default "";

    /**
     * {@return whether the application is fit to run in a cluster, its session attributes being serializable; default
     * false}
     */
    boolean distributable() default false;

    /** {@return seconds a proxy waits for a final response before it gives up a branch; default 180} */
    int proxyTimeout() default 180;

    /** {@return life of an idle application session in minutes, 0 or less for never ending; default 3} */
    int sessionTimeout() default 3;

    /**
     * {@return name of the servlet that gets every initial request; empty by default}
     * With one servlet it may stay empty. A name that no servlet has fails the deployment.
     */
    String mainServlet() default "";

    /**
     * {@return how invocations of one application session may overlap; default {@link ConcurrencyMode#VENDORSPECIFIC}}
     * (2.0)
     */
    ConcurrencyMode concurrencyMode() default ConcurrencyMode.VENDORSPECIFIC;

    /**
     * {@return whether the application itself answers an INVITE that is cancelled; default false} (2.0)
     * With false the container answers the INVITE 487 before it calls the CANCEL handler.
     */
    boolean disableCancelHandling() default false;

    /**
     * {@return whether a derived session starts with the attributes of its original; default false} (2.0)
     * Applications of JSR 289 always get the copies. With false, shared data belongs into the
     * {@link jakarta.servlet.sip.ForkingContext}.
     */
    boolean enableDerivedSessionAttributeCloning() default false;

    /**
     * {@return whether a 2xx to SUBSCRIBE already establishes the dialog (RFC 3265); default false} (2.0)
     * With false the first NOTIFY does (RFC 6665).
     */
    boolean establishDialogOnSubscribeTransaction() default false;

    /** {@return how callers are authenticated; default no authentication} (2.0) */
    SipLogin loginConfig() default @SipLogin;

    /**
     * {@return version of the SIP Servlet specification the application is written for; default {@code "2.0"}} (2.0)
     */
    String version() default "2.0";
}
