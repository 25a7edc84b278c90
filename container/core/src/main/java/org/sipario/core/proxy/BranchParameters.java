package org.sipario.core.proxy;

import org.sipario.core.SipHash;
import org.sipario.core.Tokens;
import org.sipario.core.dialog.DialogId;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.Via;

/**
 * The branch parameters of one server: unique, and able to tell a loop from a spiral: RFC 3261 §16.6 step 8, RFC 5393 §4.2.
 *
 * <p>A branch is cookie, mark of this server, a unique token and, for forwarded requests, a keyed hash of all that decides the
 * way of the request. A request that comes with a Via of this mark and the hash it would get again runs in circles. As the hash
 * is keyed, other servers' branches never match, so nothing needs to be known of addresses.
 */
public final class BranchParameters {

    private final Tokens tokens;
    private final String prefix;

    /**
     * @param tokens the server's
     */
    public BranchParameters(Tokens tokens) {
        this.tokens = tokens;
        this.prefix = Via.COOKIE + Tokens.text(tokens.keyed().finish()).substring(Tokens.LENGTH - 4);
    }

    /** A new one, cookie included, for a request that was made here. */
    public String next() {
        return prefix + tokens.next();
    }

    /**
     * A new one, cookie included, for a request that is forwarded.
     *
     * @param received as it came: Request-URI and Route still as received
     * @param application who decides where it goes; the same request seen by the next application of a chain is no loop
     */
    public String next(SipRequest received, String application) {
        return next() + inputs(received, application);
    }

    /** Whether the same request with the same inputs was forwarded by the same application of this server before: 482. */
    public boolean isLoop(SipRequest received, String application) {
        String inputs = null;
        for (HeaderField field : received.headers().all(HeaderName.VIA)) {
            String value = field.value();
            for (int at = value.indexOf(prefix); at >= 0; at = value.indexOf(prefix, at + 1)) {
                // Most requests have no Via of ours: they pay for no hash.
                inputs = inputs == null ? inputs(received, application) : inputs;
                if (value.startsWith(inputs, at + prefix.length() + Tokens.LENGTH)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Not the topmost Via, though RFC 3261 §16.6 names it: it differs at each round of a loop that has another hop in it. */
    private String inputs(SipRequest received, String application) {
        SipHash hash = tokens.keyed()
                .add(application)
                .add(received.uri().toString())
                .add(received.callId())
                .add(received.cseq().number());
        DialogId tags = DialogId.ofRequest(received);
        hash.add(tags.localTag()).add(tags.remoteTag());
        add(hash, received, HeaderName.ROUTE);
        add(hash, received, HeaderName.PROXY_REQUIRE);
        add(hash, received, HeaderName.PROXY_AUTHORIZATION);
        return Tokens.text(hash.finish());
    }

    private static void add(SipHash hash, SipRequest request, HeaderName name) {
        for (HeaderField field : request.headers().all(name)) {
            hash.add(field.value());
        }
        hash.add(-1);
    }
}
