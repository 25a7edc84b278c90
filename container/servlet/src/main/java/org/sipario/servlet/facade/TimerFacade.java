package org.sipario.servlet.facade;

import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.session.ApplicationTimer;

/** JSR 289, ServletTimer. */
final class TimerFacade implements ServletTimer {

    private final ApplicationTimer state;

    private TimerFacade(ApplicationTimer state) {
        this.state = state;
    }

    static TimerFacade of(ApplicationTimer timer) {
        return (TimerFacade) timer.facade(state -> new TimerFacade((ApplicationTimer) state));
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return ApplicationSessionFacade.of(state.owner());
    }

    @Override
    public String getId() {
        return state.id();
    }

    @Override
    public @Nullable Serializable getInfo() {
        return state.info();
    }

    @Override
    public long scheduledExecutionTime() {
        return state.latest();
    }

    @Override
    public long getTimeRemaining() {
        return state.remaining();
    }

    @Override
    public void cancel() {
        state.owner().run(state::cancel);
    }
}
