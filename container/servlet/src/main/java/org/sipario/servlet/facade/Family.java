package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipSession.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;

/** The sessions of one forked request, each with a dialog of its own: JSR 289, Derived SipSessions. Used in the queue only. */
final class Family {

    private final List<Session> members = new ArrayList<>(2);

    Family(Session first) {
        members.add(first);
    }

    void add(Session derived) {
        members.add(derived);
    }

    void remove(Session member) {
        members.remove(member);
    }

    /** Any one that is left, or null. */
    @Nullable
    Session heir() {
        return members.isEmpty() ? null : members.getFirst();
    }

    /** The one whose dialog has that tag of the peer, or null. */
    @Nullable
    Session of(String peerTag) {
        for (Session member : members) {
            if (peerTag.equals(member.leg().peerTag())) {
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

    /** The request has its answer: dialogs that are still early lost to another one (SSN-25). */
    void endEarly() {
        for (Session member : List.copyOf(members)) {
            if (member.leg().state() == State.EARLY) {
                member.leg().terminate();
            }
        }
    }

    /** Those alive, oldest first. */
    List<Session> members() {
        return List.copyOf(members);
    }
}
