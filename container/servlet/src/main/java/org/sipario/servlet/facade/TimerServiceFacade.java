package org.sipario.servlet.facade;

import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.TimerListener;
import jakarta.servlet.sip.TimerService;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** JSR 289, Timer Service. Times are milliseconds; persistent timers live as long as their session does. */
final class TimerServiceFacade implements TimerService {

    @Override
    public ServletTimer createTimer(
            SipApplicationSession session, long delay, boolean persistent, @Nullable Serializable info) {
        return checked(session).startTimer(Math.max(0, delay), 0, false, info);
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
        return checked(session).startTimer(Math.max(0, delay), period, fixedDelay, info);
    }

    private static AppSession checked(SipApplicationSession session) {
        if (!(session instanceof AppSession parent)) {
            throw new IllegalArgumentException("createTimer: a session of another container: " + session);
        }
        if (!parent.isValid()) {
            throw new IllegalStateException("createTimer: the application session has been invalidated");
        }
        if (!parent.application().listeners().has(TimerListener.class)) {
            throw new IllegalStateException("createTimer: application " + parent.getApplicationName()
                    + " has no TimerListener to be told; declare one in sip.xml or with @SipListener");
        }
        return parent;
    }
}
