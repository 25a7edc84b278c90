package jakarta.servlet.sip;

import java.io.Serializable;

/**
 * A timer that calls the application's {@link TimerListener}.
 *
 * <p>Made by {@link TimerService}. It ends with its application session, and keeps it from being ready to invalidate.
 * JSR 289 §9.
 */
public interface ServletTimer {

    /** {@return the application session it belongs to} */
    SipApplicationSession getApplicationSession();

    /** {@return the object given when the timer was made, or null} */
    Serializable getInfo();

    /** {@return the id of this timer, unique in its application session} */
    String getId();

    /** {@return milliseconds until it fires next; negative if it has fired and will not fire again} */
    long getTimeRemaining();

    /** {@return the time for which the latest firing was planned, in milliseconds since 1970} */
    long scheduledExecutionTime();

    /** Stops the timer: it does not fire again. To call it again, or from within the listener, is allowed. */
    void cancel();
}
