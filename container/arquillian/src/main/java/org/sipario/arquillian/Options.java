package org.sipario.arquillian;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jboss.arquillian.container.spi.ConfigurationException;

/** The properties of a container as {@code arquillian.xml} has them: each is asked for by name, and then no other may be left. */
final class Options {
    private final Map<String, String> given;
    private final Set<String> known = new TreeSet<>();

    Options(Map<String, String> given) {
        this.given = given;
    }

    /** Complains about options that are given, although they mean nothing here. */
    void refuse(String why, String... names) {
        for (String name : names) {
            if (text(name).isPresent()) {
                throw new ConfigurationException(name + ": " + why);
            }
        }
    }

    /** Complains about options that nobody has asked for. */
    void refuseOthers() {
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw new ConfigurationException(
                        "a Sipario container has no option \"" + name + "\"; it has " + String.join(", ", known));
            }
        }
    }

    /** What is given; empty when nothing is, or nothing but white space. */
    Optional<String> text(String name) {
        known.add(name);
        return Optional.ofNullable(given.get(name)).map(String::strip).filter(Predicate.not(String::isEmpty));
    }

    Optional<Path> path(String name) {
        return text(name).map(Path::of).map(Path::toAbsolutePath);
    }

    OptionalInt number(String name, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException _) {
            // Said below, as for a number out of range.
        }
        throw new ConfigurationException(name + ": \"" + text.get() + "\" is not " + least + ".." + most);
    }

    boolean flag(String name) {
        return switch (text(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw new ConfigurationException(name + ": \"" + other + "\" is not true or false");
        };
    }

    List<String> words(String name) {
        return text(name).map(text -> Arrays.asList(text.split("\\s+"))).orElse(List.of());
    }

    Map<String, String> pairs(String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words(name)) {
            int equals = word.indexOf('=');
            if (equals < 1 || equals == word.length() - 1) {
                throw new ConfigurationException(name + ": \"" + word + "\" is not NAME=JDBC-URL");
            }
            pairs.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return pairs;
    }
}
