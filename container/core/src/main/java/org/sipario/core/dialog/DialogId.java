package org.sipario.core.dialog;

import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/**
 * The identifier of a dialog: RFC 3261 §12.
 *
 * @param callId of all its messages
 * @param localTag ours; empty if there is none
 * @param remoteTag the peer's; empty for a peer of RFC 2543 that makes none (§12.1.1)
 */
public record DialogId(String callId, String localTag, String remoteTag) {

    /** The dialog of a received request: we are its To. */
    public static DialogId ofRequest(SipRequest incoming) {
        return new DialogId(
                incoming.callId(),
                text(incoming.to().tag()),
                text(incoming.from().tag()));
    }

    /** The dialog of a received response: we are its From. */
    public static DialogId ofResponse(SipResponse incoming) {
        return new DialogId(
                incoming.callId(),
                text(incoming.from().tag()),
                text(incoming.to().tag()));
    }

    private static String text(@Nullable String tag) {
        return tag == null ? "" : tag;
    }

    /** Written out for speed: see {@link org.sipario.message.Method#equals}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DialogId id
                && callId.equals(id.callId)
                && localTag.equals(id.localTag)
                && remoteTag.equals(id.remoteTag);
    }

    @Override
    public int hashCode() {
        return (callId.hashCode() * 31 + localTag.hashCode()) * 31 + remoteTag.hashCode();
    }
}
