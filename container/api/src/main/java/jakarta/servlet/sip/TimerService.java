package jakarta.servlet.sip;

import java.io.Serializable;

/**
 * Makes timers that belong to application sessions.
 *
 * <p>Found as context attribute {@link SipServlet#TIMER_SERVICE} or by injection. JSR 289 §9.
 */
public interface TimerService {

    /**
     * Makes a timer that fires once.
     *
     * @param appSession the session it belongs to
     * @param delay milliseconds until it fires; 0 or less means at once
     * @param isPersistent whether it survives a restart of the server, where sessions do
     * @param info anything to be found again with {@link ServletTimer#getInfo()}, or null
     * @return the timer, running
     * @throws NullPointerException if the session is null
     * @throws IllegalStateException if the session is invalid, or the application has no {@link TimerListener}
     */
    ServletTimer createTimer(SipApplicationSession appSession, long delay, boolean isPersistent, Serializable info);

    /**
     * Makes a timer that fires again and again.
     *
     * @param appSession the session it belongs to
     * @param delay milliseconds until it fires first; 0 or less means at once
     * @param period milliseconds between firings, more than 0
     * @param fixedDelay true to count the period from the latest firing, so that lateness adds up; false to count it
     *     from the planned times, so that the long-term rate holds
     * @param isPersistent whether it survives a restart of the server, where sessions do
     * @param info anything to be found again with {@link ServletTimer#getInfo()}, or null
     * @return the timer, running
     * @throws NullPointerException if the session is null
     * @throws IllegalArgumentException if the period is not more than 0
     * @throws IllegalStateException if the session is invalid, or the application has no {@link TimerListener}
     */
    ServletTimer createTimer(
            SipApplicationSession appSession,
            long delay,
            long period,
            boolean fixedDelay,
            boolean isPersistent,
            Serializable info);
}
