package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipServletMessage.HeaderForm;
import java.util.function.Consumer;
import org.sipario.message.HeaderField;
import org.sipario.message.Headers;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** Long or compact header names, as the application wants them on the wire (MSG-43). */
final class HeaderForms {

    private HeaderForms() {}

    static SipRequest apply(SipRequest message, HeaderForm form) {
        return form == HeaderForm.DEFAULT
                ? message
                : SipRequest.make(message.method(), message.uri(), edits -> {
                    rewrite(message.headers(), form, edits::add);
                    edits.body(message.body());
                });
    }

    static SipResponse apply(SipResponse message, HeaderForm form) {
        return form == HeaderForm.DEFAULT
                ? message
                : message.edit(edits -> {
                    for (HeaderField field : message.headers()) {
                        edits.remove(field.name());
                    }
                    rewrite(message.headers(), form, edits::add);
                });
    }

    private static void rewrite(Headers headers, HeaderForm form, Consumer<HeaderField> target) {
        for (HeaderField field : headers) {
            String name = form == HeaderForm.COMPACT
                    ? field.name().compact().orElse(field.name().text())
                    : field.name().text();
            target.accept(HeaderField.written(name, field.value()));
        }
    }
}
