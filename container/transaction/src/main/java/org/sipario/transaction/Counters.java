package org.sipario.transaction;

import java.util.concurrent.atomic.LongAdder;
import org.sipario.transaction.machine.Failure;
import org.sipario.transaction.machine.Kind;

/** The counters of the layer; threads that count do not wait for each other. */
final class Counters {

    private static final class OfKind {
        final LongAdder created = new LongAdder();
        final LongAdder ended = new LongAdder();
        final LongAdder absorbed = new LongAdder();
        final LongAdder resent = new LongAdder();
        final LongAdder timedOut = new LongAdder();
        final LongAdder failed = new LongAdder();

        Counts.OfKind counts() {
            long born = created.sum();
            return new Counts.OfKind(
                    born - ended.sum(), born, absorbed.sum(), resent.sum(), timedOut.sum(), failed.sum());
        }
    }

    private final OfKind inviteServer = new OfKind();
    private final OfKind nonInviteServer = new OfKind();
    private final OfKind inviteClient = new OfKind();
    private final OfKind nonInviteClient = new OfKind();
    final LongAdder strayResponses = new LongAdder();
    final LongAdder foreignResponses = new LongAdder();
    final LongAdder strayAcks = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder shed = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder unsendable = new LongAdder();

    void created(Kind kind) {
        of(kind).created.increment();
    }

    void ended(Kind kind, int count) {
        of(kind).ended.add(count);
    }

    void absorbed(Kind kind) {
        of(kind).absorbed.increment();
    }

    void resent(Kind kind) {
        of(kind).resent.increment();
    }

    void failed(Kind kind, Failure failure) {
        switch (failure) {
            case TIMEOUT -> of(kind).timedOut.increment();
            case TRANSPORT -> of(kind).failed.increment();
        }
    }

    Counts counts() {
        return new Counts(
                inviteServer.counts(),
                nonInviteServer.counts(),
                inviteClient.counts(),
                nonInviteClient.counts(),
                strayResponses.sum(),
                foreignResponses.sum(),
                strayAcks.sum(),
                refused.sum(),
                shed.sum(),
                rejected.sum(),
                unsendable.sum());
    }

    private OfKind of(Kind kind) {
        return switch (kind) {
            case INVITE_SERVER -> inviteServer;
            case NON_INVITE_SERVER -> nonInviteServer;
            case INVITE_CLIENT -> inviteClient;
            case NON_INVITE_CLIENT -> nonInviteClient;
        };
    }
}
