package jakarta.servlet.sip.annotation;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope of beans of which every application session has its own.
 *
 * <p>The bean lives as long as the {@link jakarta.servlet.sip.SipApplicationSession} and is destroyed with it. Since
 * the session may be stored or moved, the bean must be serializable. Used where no application session is current, a
 * bean of this scope throws {@code jakarta.enterprise.context.ContextNotActiveException}.
 *
 * <p>JSR 359, contexts and dependency injection.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@NormalScope(passivating = true)
public @interface SipApplicationSessionScoped {}
