package org.sipario.transaction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.transaction.machine.Failure;

/** A transaction user that records what it is told. */
final class RecordingUser implements TransactionUser, ClientUser, ServerUser {

    final List<String> heard = new ArrayList<>();
    final List<SipRequest> requests = new ArrayList<>();
    final List<ServerTransaction> transactions = new ArrayList<>();

    @Nullable
    ServerTransaction cancelled;

    @Override
    public void request(SipRequest request, ServerTransaction transaction) {
        heard.add(request.method().name());
        requests.add(request);
        transactions.add(transaction);
    }

    @Override
    public void cancel(SipRequest cancel, ServerTransaction transaction, @Nullable ServerTransaction invite) {
        request(cancel, transaction);
        cancelled = invite;
    }

    @Override
    public void cancelTooLate(SipRequest cancel, ServerTransaction transaction) {
        heard.add("CANCEL too late");
        transactions.add(transaction);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        heard.add("ACK");
        requests.add(ack);
    }

    @Override
    public byte[] note() {
        return ", as noted".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void late(SipResponse response, Flow flow, byte[] note) {
        heard.add("late " + response.status() + new String(note, StandardCharsets.UTF_8));
    }

    @Override
    public void response(SipResponse response) {
        heard.add(Integer.toString(response.status()));
    }

    @Override
    public void failed(Failure failure) {
        heard.add("failed " + failure);
    }

    ServerTransaction transaction() {
        return transactions.getLast();
    }

    /** What it was told since the last call. */
    List<String> heard() {
        List<String> words = List.copyOf(heard);
        heard.clear();
        return words;
    }
}
