package org.sipario.servlet.flows;

import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSessionAttributeListener;
import jakarta.servlet.sip.SipApplicationSessionBindingEvent;
import jakarta.servlet.sip.SipApplicationSessionEvent;
import jakarta.servlet.sip.SipApplicationSessionListener;
import jakarta.servlet.sip.SipSessionAttributeListener;
import jakarta.servlet.sip.SipSessionBindingEvent;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
import jakarta.servlet.sip.TimerListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A listener for all events of sessions and timers; it records them and runs the handlers that the test sets. */
final class RecordingListener
        implements SipApplicationSessionListener,
                SipApplicationSessionAttributeListener,
                SipSessionListener,
                SipSessionAttributeListener,
                TimerListener {

    /**
     * Events as {@code session created}, {@code application session expired}, {@code attribute added NAME},
     * {@code timeout}.
     */
    final List<String> heard = new ArrayList<>();

    private final Map<String, Consumer<Object>> handlers = new HashMap<>();

    /** Sets the handler of an event; it gets the session or timer. */
    RecordingListener on(String event, Consumer<Object> handler) {
        handlers.put(event, handler);
        return this;
    }

    /** How often an event came. */
    long count(String event) {
        return heard.stream().filter(event::equals).count();
    }

    private void hear(String event, Object source) {
        heard.add(event);
        Consumer<Object> handler = handlers.get(event);
        if (handler != null) {
            handler.accept(source);
        }
    }

    @Override
    public void sessionCreated(SipApplicationSessionEvent event) {
        hear("application session created", event.getApplicationSession());
    }

    @Override
    public void sessionDestroyed(SipApplicationSessionEvent event) {
        hear("application session destroyed", event.getApplicationSession());
    }

    @Override
    public void sessionExpired(SipApplicationSessionEvent event) {
        hear("application session expired", event.getApplicationSession());
    }

    @Override
    public void sessionReadyToInvalidate(SipApplicationSessionEvent event) {
        hear("application session ready", event.getApplicationSession());
    }

    @Override
    public void attributeAdded(SipApplicationSessionBindingEvent event) {
        hear("application attribute added " + event.getName(), event.getApplicationSession());
    }

    @Override
    public void attributeRemoved(SipApplicationSessionBindingEvent event) {
        hear("application attribute removed " + event.getName(), event.getApplicationSession());
    }

    @Override
    public void attributeReplaced(SipApplicationSessionBindingEvent event) {
        hear("application attribute replaced " + event.getName(), event.getApplicationSession());
    }

    @Override
    public void sessionCreated(SipSessionEvent event) {
        hear("session created", event.getSession());
    }

    @Override
    public void sessionDestroyed(SipSessionEvent event) {
        hear("session destroyed", event.getSession());
    }

    @Override
    public void sessionReadyToInvalidate(SipSessionEvent event) {
        hear("session ready", event.getSession());
    }

    @Override
    public void attributeAdded(SipSessionBindingEvent event) {
        hear("attribute added " + event.getName(), event.getSession());
    }

    @Override
    public void attributeRemoved(SipSessionBindingEvent event) {
        hear("attribute removed " + event.getName(), event.getSession());
    }

    @Override
    public void attributeReplaced(SipSessionBindingEvent event) {
        hear("attribute replaced " + event.getName(), event.getSession());
    }

    @Override
    public void timeout(ServletTimer timer) {
        hear("timeout", timer);
    }
}
