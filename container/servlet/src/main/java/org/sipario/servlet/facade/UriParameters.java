package org.sipario.servlet.facade;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.core.proxy.RouteMark;
import org.sipario.message.Parameters;
import org.sipario.message.SipUri;

/**
 * The parameters of the URI that brought a request to its application, without those of the container: REQ-8 to REQ-10.
 *
 * @param all as they stand in the URI
 */
record UriParameters(Parameters all) {

    /** The unescaped value, "" for a flag; null where there is none of that name. */
    @Nullable
    String value(String name) {
        if (isOurs(name)) {
            return null;
        }
        String value = all.value(name);
        return value == null ? all.has(name) ? "" : null : SipUri.unescape(value);
    }

    /** As {@link #value}, in the form of a servlet parameter with its one value. */
    String @Nullable [] values(String name) {
        String value = value(name);
        return value == null ? null : new String[] {value};
    }

    /** In order of appearance. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Parameters.Parameter parameter : all.all()) {
            if (!isOurs(parameter.name())) {
                names.add(parameter.name());
            }
        }
        return names;
    }

    /** Names and values; unmodifiable. */
    Map<String, String[]> map() {
        Map<String, String[]> map = new LinkedHashMap<>();
        for (String name : names()) {
            map.put(name, Objects.requireNonNull(values(name)));
        }
        return Collections.unmodifiableMap(map);
    }

    private static boolean isOurs(String name) {
        return RouteMark.PARAMETERS.contains(name.toLowerCase(Locale.ROOT));
    }
}
