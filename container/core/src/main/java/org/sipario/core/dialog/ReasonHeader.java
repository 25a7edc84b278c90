package org.sipario.core.dialog;

import java.util.ArrayList;
import java.util.List;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;

/** The Reason headers of a CANCEL (RFC 3326). */
public final class ReasonHeader {

    private ReasonHeader() {}

    /**
     * One Reason for each protocol.
     *
     * @throws IllegalArgumentException if the arrays are not of one length
     */
    public static List<HeaderField> of(String[] protocols, int[] codes, String[] texts) {
        if (protocols.length != codes.length || codes.length != texts.length) {
            throw new IllegalArgumentException("protocols, codes and texts are not of the same number");
        }
        List<HeaderField> reasons = new ArrayList<>();
        for (int i = 0; i < protocols.length; i++) {
            String text = texts[i] == null || texts[i].isEmpty()
                    ? ""
                    : ";text=\"" + texts[i].replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            reasons.add(HeaderField.of(HeaderName.REASON, protocols[i] + ";cause=" + codes[i] + text));
        }
        return reasons;
    }

    /** Why a branch is cancelled: another one has answered with that status. */
    public static List<HeaderField> answeredElsewhere(int status) {
        return List.of(HeaderField.of(
                HeaderName.REASON, "SIP;cause=" + status + (status < 300 ? ";text=\"Call completed elsewhere\"" : "")));
    }
}
