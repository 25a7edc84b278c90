package org.sipario.servlet.useragent;

import java.util.function.Consumer;
import org.sipario.message.HeaderField;
import org.sipario.message.Headers;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** Long or compact header names, as the application wants them on the wire (MSG-43). */
public enum HeaderNames {
    /** Each as it came or was set. */
    AS_WRITTEN,
    LONG,
    COMPACT;

    /** A request with its header names written so. */
    SipRequest apply(SipRequest message) {
        return this == AS_WRITTEN
                ? message
                : SipRequest.make(message.method(), message.uri(), edits -> {
                    rewrite(message.headers(), edits::add);
                    edits.body(message.body());
                });
    }

    /** A response with its header names written so. */
    SipResponse apply(SipResponse message) {
        return this == AS_WRITTEN
                ? message
                : message.edit(edits -> {
                    for (HeaderField field : message.headers()) {
                        edits.remove(field.name());
                    }
                    rewrite(message.headers(), edits::add);
                });
    }

    private void rewrite(Headers headers, Consumer<HeaderField> target) {
        for (HeaderField field : headers) {
            String name = this == COMPACT
                    ? field.name().compact().orElse(field.name().text())
                    : field.name().text();
            target.accept(HeaderField.written(name, field.value()));
        }
    }
}
