package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Is called when timers fire. An application has at most one; a second fails the deployment.
 *
 * <p>Calls are serialised with everything else that happens in the application session. JSR 289 §9.
 */
public interface TimerListener extends EventListener {

    /**
     * A timer fired.
     *
     * @param timer the timer
     */
    void timeout(ServletTimer timer);
}
