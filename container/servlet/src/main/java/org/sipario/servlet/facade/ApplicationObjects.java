package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;
import org.sipario.servlet.application.SipApplication;

/** The three objects that an application finds in its context and has injected: JSR 289 chapters 3 and 18. */
public record ApplicationObjects(SipFactory factory, TimerService timers, SipSessionsUtil sessions) {

    /** Those of one application. */
    public static ApplicationObjects of(SipApplication application, AppSessions sessions) {
        return new ApplicationObjects(
                new FactoryFacade(application, sessions),
                new TimerServiceFacade(),
                new SessionsUtilFacade(application, sessions));
    }
}
