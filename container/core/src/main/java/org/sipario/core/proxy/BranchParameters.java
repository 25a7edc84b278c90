package org.sipario.core.proxy;

import org.sipario.core.SipHash;
import org.sipario.core.Tokens;
import org.sipario.core.dialog.DialogId;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.Via;

/**
 * The branch parameters of one server, which are unique and tell a loop from a spiral: RFC 3261 §16.6 step 8, RFC 5393
 * §4.2.
 *
 * <p>A branch is the magic cookie, a mark of this server, a unique token and, for forwarded requests, a keyed hash of
 * all inputs of the routing decision. A request that arrives with a Via of this mark and the hash that it would get
 * again is looping. As the hash is keyed, branches of other servers do not match, and addresses need not be compared.
 */
public final class BranchParameters {

    private final Tokens tokens;
    private final String prefix;

    /** @param tokens of the server */
    public BranchParameters(Tokens tokens) {
        this.tokens = tokens;
        this.prefix = Via.COOKIE + Tokens.text(tokens.keyed().finish()).substring(Tokens.LENGTH - 4);
    }

    /** A new branch, magic cookie included, for a request that is made here. */
    public String next() {
        return prefix + tokens.next();
    }

    /**
     * A new branch, magic cookie included, for a request that is forwarded.
     *
     * @param received with Request-URI and Route as received
     * @param application that routes it: the same request at the next application of a chain is not a loop
     */
    public String next(SipRequest received, String application) {
        return next() + inputs(received, application);
    }

    /**
     * Whether the same request with the same inputs was forwarded by the same application of this server before: 482.
     */
    public boolean isLoop(SipRequest received, String application) {
        String inputs = null;
        for (HeaderField field : received.headers().all(HeaderName.VIA)) {
            String value = field.value();
            for (int at = value.indexOf(prefix); at >= 0; at = value.indexOf(prefix, at + 1)) {
                // Computed only now, as most requests have no Via of ours.
                inputs = inputs == null ? inputs(received, application) : inputs;
                if (value.startsWith(inputs, at + prefix.length() + Tokens.LENGTH)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Without the topmost Via, which RFC 3261 §16.6 includes: it differs each time if the loop has another hop. */
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
