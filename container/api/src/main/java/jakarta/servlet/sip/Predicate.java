package jakarta.servlet.sip;

/**
 * A condition on a message that chooses a method of an annotated servlet class.
 *
 * <p>Named by {@link jakarta.servlet.sip.annotation.SipPredicate}. JSR 359, annotated classes as SIP servlets.
 *
 * @param <M> requests, responses, or both
 */
public interface Predicate<M extends SipServletMessage> {

    /**
     * Tests a message. The message must not be changed.
     *
     * @param message the message about to be dispatched
     * @return whether the annotated method may have it
     */
    boolean apply(M message);
}
