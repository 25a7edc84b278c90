package org.sipario.servlet.facade;

import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.TimerListener;
import jakarta.servlet.sip.TimerService;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.session.ApplicationSession;

/** JSR 289, Timer Service. Times are milliseconds; persistent timers live as long as their session does. */
final class TimerServiceFacade implements TimerService {

    @Override
    public ServletTimer createTimer(
            SipApplicationSession session, long delay, boolean persistent, @Nullable Serializable info) {
        return start(session, delay, 0, false, info);
    }

    @Override
    public ServletTimer createTimer(
            SipApplicationSession session,
            long delay,
            long period,
            boolean fixedDelay,
            boolean persistent,
            @Nullable Serializable info) {
        if (period <= 0) {
            throw new IllegalArgumentException("createTimer: a period of " + period + " ms is not positive");
        }
        return start(session, delay, period, fixedDelay, info);
    }

    private static ServletTimer start(
            SipApplicationSession session, long delay, long period, boolean fixedDelay, @Nullable Serializable info) {
        if (!(session instanceof ApplicationSessionFacade shown)) {
            throw new IllegalArgumentException("createTimer: a session of another container: " + session);
        }
        ApplicationSession parent = shown.state();
        return parent.call(() -> {
            if (!parent.isValid()) {
                throw new IllegalStateException("createTimer: the application session has been invalidated");
            }
            if (!parent.application().listeners().has(TimerListener.class)) {
                throw new IllegalStateException(
                        "createTimer: application " + parent.application().name()
                                + " has no TimerListener to be told; declare one in sip.xml or with @SipListener");
            }
            return TimerFacade.of(parent.startTimer(Math.max(0, delay), period, fixedDelay, info));
        });
    }
}
