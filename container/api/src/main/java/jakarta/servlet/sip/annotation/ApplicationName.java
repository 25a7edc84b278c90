package jakarta.servlet.sip.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the SIP application whose objects are injected at this place.
 *
 * <p>Needed only in a component outside a SIP module, where the container cannot know which application's {@link
 * jakarta.servlet.sip.SipFactory}, {@link jakarta.servlet.sip.TimerService}, {@link
 * jakarta.servlet.sip.SipSessionsUtil} or {@link jakarta.servlet.sip.DnsResolver} is meant.
 *
 * <p>JSR 359, contexts and dependency injection.
 */
@Target({ElementType.CONSTRUCTOR, ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ApplicationName {

    /** {@return the name of a deployed SIP application, as its descriptor or {@link SipApplication#name()} gives it} */
    String value();
}
