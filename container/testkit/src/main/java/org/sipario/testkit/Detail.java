package org.sipario.testkit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line below a rung: what a message said gets, or a message heard must have. */
sealed interface Detail {

    /** As written. */
    String shown();

    /** What the message has instead; null if it fits. */
    @Nullable
    String instead(TextMessage message);

    /** A header with this value; of a message heard one that contains it. */
    record Header(String name, String value) implements Detail {

        @Override
        public String shown() {
            return "+ " + name + ": " + value;
        }

        @Override
        public @Nullable String instead(TextMessage message) {
            List<String> values = message.headers(name);
            if (values.stream().anyMatch(each -> each.contains(value))) {
                return null;
            }
            return values.isEmpty() ? "- " + name : "+ " + name + ": " + String.join(", ", values);
        }
    }

    /** No header of this name. */
    record Without(String name) implements Detail {

        @Override
        public String shown() {
            return "- " + name;
        }

        @Override
        public @Nullable String instead(TextMessage message) {
            boolean sdp = name.equals(Media.NAME) && message.sdp() != null;
            List<String> values = message.headers(name);
            return sdp ? "+ " + name : values.isEmpty() ? null : "+ " + name + ": " + String.join(", ", values);
        }
    }

    /** A line of the body; of a message heard one that contains it. */
    record Body(String line) implements Detail {

        @Override
        public String shown() {
            return "| " + line;
        }

        @Override
        public @Nullable String instead(TextMessage message) {
            if (message.body().contains(line)) {
                return null;
            }
            return message.body().isEmpty()
                    ? "(no body)"
                    : "| " + message.body().lines().findFirst().orElse("");
        }
    }

    /** A session description: the offer or answer that is due. @param direction null for the usual one */
    record Media(@Nullable Direction direction) implements Detail {

        /** What it is called where a header has its name. */
        static final String NAME = "SDP";

        @Override
        public String shown() {
            return "+ " + NAME + (direction == null ? "" : ": " + direction.attribute());
        }

        @Override
        public @Nullable String instead(TextMessage message) {
            Sdp sdp = message.sdp();
            if (sdp == null) {
                return "- " + NAME;
            }
            boolean fits = direction == null || sdp.direction() == direction;
            return fits ? null : "+ " + NAME + ": " + sdp.direction().attribute();
        }
    }

    Pattern PLUS = Pattern.compile("\\+\\s*([^:\\s]+)\\s*:\\s*(.*)");
    Pattern PLUS_MEDIA = Pattern.compile("\\+\\s*" + Media.NAME + "\\s*(?::\\s*(\\S+))?");
    Pattern MINUS = Pattern.compile("-\\s*([^:\\s>]+)");

    /** Null if it is the line of a rung, not of a detail. */
    static @Nullable Detail parse(String words) {
        if (words.startsWith("|")) {
            return new Body(words.substring(words.startsWith("| ") ? 2 : 1));
        }
        Matcher media = PLUS_MEDIA.matcher(words);
        if (media.matches()) {
            return new Media(media.group(1) == null ? null : Direction.named(media.group(1)));
        }
        Matcher plus = PLUS.matcher(words);
        if (plus.matches()) {
            return new Header(plus.group(1), plus.group(2));
        }
        Matcher minus = MINUS.matcher(words);
        return minus.matches() ? new Without(minus.group(1)) : null;
    }
}
