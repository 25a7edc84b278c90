package org.sipario.maven;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed Java.
 *
 * @param folder that has {@code bin/java} in it
 * @param where who named it, as an error message says it: {@code JAVA_HOME}
 */
record JavaHome(Path folder, String where) {
    /** The oldest Java that the server runs on. */
    static final int NEEDED = 25;

    private static final Pattern FEATURE = Pattern.compile("\"?(\\d+)");

    /** The first that the server runs on. */
    static Optional<JavaHome> choose(List<JavaHome> candidates) {
        return candidates.stream().filter(java -> java.feature() >= NEEDED).findFirst();
    }

    /** The program to start. */
    Path command() {
        Path windows = folder.resolve("bin/java.exe");
        return Files.exists(windows) ? windows : folder.resolve("bin/java");
    }

    /** Its version's first number, such as 25; 0 where there is none. */
    int feature() {
        Path release = folder.resolve("release");
        if (!Files.isExecutable(command()) || !Files.isReadable(release)) {
            return 0;
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(release)) {
            properties.load(in);
        } catch (IOException e) {
            return 0;
        }
        Matcher version = FEATURE.matcher(properties.getProperty("JAVA_VERSION", ""));
        return version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
    }

    /** Such as {@code JAVA_HOME is a Java 17 (/usr/lib/jvm/17)}. */
    @Override
    public String toString() {
        int feature = feature();
        return where + " is " + (feature == 0 ? "no Java" : "a Java " + feature) + " (" + folder + ")";
    }
}
