package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.session.ApplicationSessions;
import org.sipario.servlet.useragent.MessageUser;

/** The objects that an application finds in its context and has injected: JSR 289 chapters 3 and 18. */
public record ContextObjects(SipFactory factory, TimerService timers, SipSessionsUtil sessions) {

    /**
     * Those of one application.
     *
     * @param messages hears of what comes back to requests that the application makes
     */
    public static ContextObjects of(SipApplication application, ApplicationSessions sessions, MessageUser messages) {
        return new ContextObjects(
                new FactoryFacade(application, sessions, messages),
                new TimerServiceFacade(),
                new SessionsUtilFacade(application, sessions));
    }
}
