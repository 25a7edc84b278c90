package jakarta.servlet.sip.annotation;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope of beans that live for one call of the container into the application: one message, timer or listener call.
 *
 * <p>Used outside such a call, a bean of this scope throws {@code
 * jakarta.enterprise.context.ContextNotActiveException}.
 *
 * <p>JSR 359, contexts and dependency injection.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@NormalScope
public @interface SipInvocationScoped {}
