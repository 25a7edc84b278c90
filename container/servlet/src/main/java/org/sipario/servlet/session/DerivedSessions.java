package org.sipario.servlet.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.SessionState;
import org.sipario.message.SipRequest;
import org.sipario.message.wire.Timers;

/**
 * The sessions of one forked request, each with a dialog of its own, oldest first: JSR 289, Derived SipSessions. Used
 * in the queue of their application session only.
 */
public final class DerivedSessions {

    private final List<Session> members = new ArrayList<>(2);
    private long earlyEnd;
    private Timers.@Nullable Timer ending;

    DerivedSessions(Session first) {
        members.add(first);
    }

    void add(Session derived) {
        members.add(derived);
    }

    void remove(Session member) {
        members.remove(member);
        if (members.isEmpty()) {
            stop();
        }
    }

    /** Any one that is left, or null. */
    @Nullable
    Session any() {
        return members.isEmpty() ? null : members.getFirst();
    }

    /** The one whose dialog has that tag of the peer, or null. */
    @Nullable
    Session of(String peerTag) {
        for (Session member : members) {
            if (peerTag.equals(member.peerTag())) {
                return member;
            }
        }
        return null;
    }

    /** The one whose dialog a request that passes a proxy belongs to, in either direction; or null. */
    @Nullable
    Session of(SipRequest request) {
        String from = request.from().tag();
        String to = request.to().tag();
        Session callee = to == null ? null : of(to);
        return callee != null || from == null ? callee : of(from);
    }

    /** Those alive. */
    public List<Session> members() {
        return List.copyOf(members);
    }

    /** The request has its answer: dialogs that are still early have lost to another one (SSN-25). */
    public void endEarly() {
        stop();
        for (Session member : members()) {
            if (member.state() == SessionState.State.EARLY) {
                member.terminate();
            }
        }
    }

    /** The same at a later time: until then another dialog may be confirmed. */
    public void endEarlyAt(long time) {
        stop();
        if (!members.isEmpty()) {
            ApplicationSession parent = members.getFirst().parent();
            Timers timers = parent.services().timers();
            earlyEnd = time;
            ending = timers.start(
                    Duration.ofMillis(Math.max(0, time - timers.now())), () -> parent.post(this::endEarly));
        }
    }

    /** When dialogs that are still early will end, ms since 1970; 0 where that is not decided. */
    long earlyEnd() {
        return earlyEnd;
    }

    private void stop() {
        earlyEnd = 0;
        if (ending != null) {
            ending.stop();
            ending = null;
        }
    }
}
