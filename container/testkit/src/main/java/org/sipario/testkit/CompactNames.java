package org.sipario.testkit;

import java.util.Locale;
import java.util.Map;

/** The compact forms of header names: RFC 3261 §7.3.3 and later documents. */
final class CompactNames {

    private static final Map<String, String> FULL = Map.ofEntries(
            Map.entry("i", "Call-ID"),
            Map.entry("m", "Contact"),
            Map.entry("e", "Content-Encoding"),
            Map.entry("l", "Content-Length"),
            Map.entry("c", "Content-Type"),
            Map.entry("f", "From"),
            Map.entry("s", "Subject"),
            Map.entry("k", "Supported"),
            Map.entry("t", "To"),
            Map.entry("v", "Via"),
            Map.entry("o", "Event"),
            Map.entry("u", "Allow-Events"),
            Map.entry("r", "Refer-To"),
            Map.entry("b", "Referred-By"),
            Map.entry("x", "Session-Expires"));

    private CompactNames() {}

    static String full(String name) {
        return name.length() == 1 ? FULL.getOrDefault(name.toLowerCase(Locale.ROOT), name) : name;
    }
}
