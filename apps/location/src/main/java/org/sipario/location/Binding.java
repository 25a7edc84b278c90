package org.sipario.location;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One place where a user can be reached, as a phone registered it: RFC 3261 §10.
 *
 * @param uri the contact's URI
 * @param parameters the contact's parameters but for {@code expires}, as they stand after the angle bracket, such as {@code
 *     ;q=0.5;+sip.instance="<urn:uuid:…>"}; empty for none
 * @param q 0 to 1; larger is tried first, and a contact that says nothing counts 1
 * @param expires when the binding ends
 * @param callId Call-ID of the REGISTER that wrote it
 * @param cseq CSeq number of that REGISTER
 * @param path proxies between here and the phone, next one first, each as an address (RFC 3327); empty for none
 * @param received where the REGISTER came from, as a SIP URI: the way back to a phone behind NAT; with {@code ;lr} if that
 *     was a proxy, and empty if it was this server
 */
public record Binding(
        String uri,
        String parameters,
        double q,
        Instant expires,
        String callId,
        long cseq,
        List<String> path,
        String received) {

    /** Copies the path. */
    public Binding {
        path = List.copyOf(path);
    }

    /**
     * Tells how long the binding lives on.
     *
     * @param now the time of day
     * @return seconds, rounded up; 0 or less when it is over
     */
    public long secondsLeft(Instant now) {
        return Math.ceilDiv(Duration.between(now, expires).toMillis(), 1000);
    }

    /**
     * Writes the contact as a response to REGISTER lists it.
     *
     * @param now the time of day
     * @return the value of a Contact header, with {@code expires}
     */
    public String contact(Instant now) {
        return "<" + uri + ">" + parameters + ";expires=" + secondsLeft(now);
    }
}
