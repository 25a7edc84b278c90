package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipApplicationSessionAttributeListener;
import jakarta.servlet.sip.SipApplicationSessionBindingEvent;
import jakarta.servlet.sip.SipApplicationSessionBindingListener;
import jakarta.servlet.sip.SipSessionAttributeListener;
import jakarta.servlet.sip.SipSessionBindingEvent;
import jakarta.servlet.sip.SipSessionBindingListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.application.Listeners;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.servlet.session.Attributes;
import org.sipario.servlet.session.Session;

/**
 * Changes of attributes, and what is told of them: the values themselves and the application's attribute listeners,
 * after the change (LSN-5, LSN-7). The same for both kinds of session, which differ in the types of event and listener
 * only.
 *
 * @param <S> session
 * @param <E> event
 */
abstract sealed class AttributeListeners<S, E> {

    static final AttributeListeners<Session, SipSessionBindingEvent> SIP = new OfSession();
    static final AttributeListeners<ApplicationSession, SipApplicationSessionBindingEvent> APPLICATION =
            new OfApplicationSession();

    /** What happens to an attribute. */
    enum Change {
        ADDED,
        REPLACED,
        REMOVED
    }

    abstract E event(S session, String name);

    abstract void bound(Object value, E event);

    abstract void unbound(Object value, E event);

    abstract void tell(S session, Change change, E event);

    final void set(S session, Attributes attributes, String name, Object value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Object replaced = attributes.set(name, value);
        E event = event(session, name);
        if (replaced != null) {
            unbound(replaced, event);
        }
        bound(value, event);
        tell(session, replaced == null ? Change.ADDED : Change.REPLACED, event);
    }

    final void remove(S session, Attributes attributes, String name) {
        Object removed = attributes.remove(Objects.requireNonNull(name, "name"));
        if (removed != null) {
            E event = event(session, name);
            unbound(removed, event);
            tell(session, Change.REMOVED, event);
        }
    }

    final void clear(S session, Attributes attributes) {
        for (String name : attributes.names()) {
            remove(session, attributes, name);
        }
    }

    static @Nullable Object get(Attributes attributes, String name) {
        return attributes.get(Objects.requireNonNull(name, "name"));
    }

    private static final class OfSession extends AttributeListeners<Session, SipSessionBindingEvent> {

        @Override
        SipSessionBindingEvent event(Session session, String name) {
            return new SipSessionBindingEvent(SessionFacade.of(session), name);
        }

        @Override
        void bound(Object value, SipSessionBindingEvent event) {
            if (value instanceof SipSessionBindingListener listener) {
                Listeners.tellOne(listener, l -> l.valueBound(event));
            }
        }

        @Override
        void unbound(Object value, SipSessionBindingEvent event) {
            if (value instanceof SipSessionBindingListener listener) {
                Listeners.tellOne(listener, l -> l.valueUnbound(event));
            }
        }

        @Override
        void tell(Session session, Change change, SipSessionBindingEvent event) {
            session.parent().application().listeners().tell(SipSessionAttributeListener.class, l -> {
                switch (change) {
                    case ADDED -> l.attributeAdded(event);
                    case REPLACED -> l.attributeReplaced(event);
                    case REMOVED -> l.attributeRemoved(event);
                }
            });
        }
    }

    private static final class OfApplicationSession
            extends AttributeListeners<ApplicationSession, SipApplicationSessionBindingEvent> {

        @Override
        SipApplicationSessionBindingEvent event(ApplicationSession session, String name) {
            return new SipApplicationSessionBindingEvent(ApplicationSessionFacade.of(session), name);
        }

        @Override
        void bound(Object value, SipApplicationSessionBindingEvent event) {
            if (value instanceof SipApplicationSessionBindingListener listener) {
                Listeners.tellOne(listener, l -> l.valueBound(event));
            }
        }

        @Override
        void unbound(Object value, SipApplicationSessionBindingEvent event) {
            if (value instanceof SipApplicationSessionBindingListener listener) {
                Listeners.tellOne(listener, l -> l.valueUnbound(event));
            }
        }

        @Override
        void tell(ApplicationSession session, Change change, SipApplicationSessionBindingEvent event) {
            session.application().listeners().tell(SipApplicationSessionAttributeListener.class, l -> {
                switch (change) {
                    case ADDED -> l.attributeAdded(event);
                    case REPLACED -> l.attributeReplaced(event);
                    case REMOVED -> l.attributeRemoved(event);
                }
            });
        }
    }
}
