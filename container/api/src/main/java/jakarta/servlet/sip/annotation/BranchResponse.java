package jakarta.servlet.sip.annotation;

import jakarta.servlet.sip.SipServletResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of an annotated SIP servlet class that handles intermediate final responses of proxy branches.
 *
 * <p>The first parameter of the method must be a {@link SipServletResponse}, else deployment fails. Without such a
 * method the application sees only the best final response of a proxy.
 *
 * <p>JSR 359, annotated classes as SIP servlets; JSR 289 §10 for what a branch response is.
 */
@SipPredicate(BranchResponse.Predicate.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BranchResponse {

    /**
     * The condition behind {@link BranchResponse}: the response is final, of one branch, and not the one chosen as
     * best.
     */
    class Predicate implements jakarta.servlet.sip.Predicate<SipServletResponse> {

        /** Makes a predicate; it has no state. */
        public Predicate() {}

        /** {@return what {@link SipServletResponse#isBranchResponse()} says of this response} */
        @Override
        public boolean apply(SipServletResponse response) {
            return response.isBranchResponse();
        }
    }
}
