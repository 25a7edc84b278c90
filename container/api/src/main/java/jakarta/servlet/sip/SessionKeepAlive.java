package jakarta.servlet.sip;

import java.io.Serializable;

/**
 * The session timer of a call, as both ends agreed on it.
 *
 * <p>Whoever is refresher repeats an INVITE or UPDATE in time; without one the call is taken for dead. JSR 359, session
 * keep-alive; RFC 4028.
 *
 * @see SipSession#getKeepAlive()
 */
public interface SessionKeepAlive {

    /** {@return whether this side sends the refreshing requests} */
    boolean isRefresher();

    /** {@return seconds after a refresh at which the session expires} */
    int getExpirationInterval();

    /** {@return when the session expires unless refreshed, in milliseconds since 1970} */
    long getLastExpirationTime();

    /** {@return seconds until the session expires unless refreshed} */
    long getRemainingTime();

    /** {@return what is called when the session expires, or null if the container ends the dialog then} */
    Callback getExpiryCallback();

    /**
     * Says what is called when the session expires.
     *
     * @param callback called in place of the container's BYE; null to let the container end the dialog
     */
    void setExpiryCallback(Callback callback);

    /** {@return what is called when it is time to refresh, or null if the container refreshes} */
    Callback getRefreshCallback();

    /**
     * Says what is called when it is time to refresh.
     *
     * @param callback sends the refreshing request; null to let the container do so
     */
    void setRefreshCallback(Callback callback);

    /** Something to be done when a session timer runs out. It is stored with the session. */
    interface Callback extends Serializable {

        /**
         * The timer ran out.
         *
         * @param session the session concerned
         */
        void handle(SipSession session);
    }

    /**
     * What an application wishes for the session timer, on an INVITE, an UPDATE or a response to one.
     *
     * @see SipServletMessage#getSessionKeepAlivePreference()
     */
    interface Preference {

        /** {@return whether a session timer is wanted; default false} */
        boolean getEnabled();

        /**
         * Asks for a session timer, or not.
         *
         * @param enabled true to ask for one
         */
        void setEnabled(boolean enabled);

        /** {@return the interval wished for, Session-Expires, in seconds} */
        int getExpiration();

        /**
         * Wishes for an interval.
         *
         * @param seconds value of Session-Expires, at least 90 and at least the minimum
         */
        void setExpiration(int seconds);

        /** {@return the shortest interval accepted, Min-SE, in seconds} */
        int getMinimumExpiration();

        /**
         * Says which interval is too short.
         *
         * @param seconds value of Min-SE, at least 90
         */
        void setMinimumExpiration(int seconds);

        /** {@return who is to refresh} */
        Refresher getRefresher();

        /**
         * Says who is to refresh.
         *
         * @param refresher the side, or {@link Refresher#NONE} to leave it to the peer
         */
        void setRefresher(Refresher refresher);
    }

    /** The side that sends the refreshing requests. */
    enum Refresher {
        /** Neither is asked for. */
        NONE,
        /** The one that sent the request. */
        UAC,
        /** The one that received it. */
        UAS
    }
}
