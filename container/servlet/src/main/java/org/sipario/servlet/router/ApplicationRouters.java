package org.sipario.servlet.router;

import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the one application router of a container: the class that the system property names, else the first provider on
 * the class path, else the default. JSR 289 §15.4.3. Each name may be spelt with jakarta or javax, jakarta going first.
 */
public final class ApplicationRouters {

    private static final String PROVIDER = "servlet.sip.ar.spi.SipApplicationRouterProvider";
    private static final String[] SPELLINGS = {"jakarta." + PROVIDER, "javax." + PROVIDER};

    private ApplicationRouters() {}

    /**
     * The router to use, not initialised yet.
     *
     * @param loader sees the provider's class
     * @throws IllegalStateException if one is named that cannot be made
     */
    public static SipApplicationRouter find(ClassLoader loader) {
        return named().or(() -> listed(loader))
                .map(provider -> router(provider, loader))
                .orElseGet(DefaultApplicationRouter::new);
    }

    /** What asks for a provider, and where: for the message when it cannot be made. */
    private record Wish(String className, String origin) {}

    private static Optional<Wish> named() {
        for (String property : SPELLINGS) {
            String className = System.getProperty(property);
            if (className != null && !className.isBlank()) {
                return Optional.of(new Wish(className.strip(), "system property " + property));
            }
        }
        return Optional.empty();
    }

    /** ServiceLoader knows one spelling only, so the files are read here. */
    private static Optional<Wish> listed(ClassLoader loader) {
        for (String spelling : SPELLINGS) {
            URL file = loader.getResource("META-INF/services/" + spelling);
            if (file != null) {
                Optional<Wish> first = firstIn(file);
                if (first.isPresent()) {
                    return first;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Wish> firstIn(URL file) {
        try (var reader = new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .map(className -> new Wish(className, file.toString()));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private static SipApplicationRouter router(Wish wish, ClassLoader loader) {
        try {
            Object provider = Class.forName(wish.className(), true, loader)
                    .getConstructor()
                    .newInstance();
            if (provider instanceof SipApplicationRouterProvider ours) {
                return ours.getSipApplicationRouter();
            }
            throw new IllegalStateException("application router " + wish.className() + " (" + wish.origin() + ") is no "
                    + SipApplicationRouterProvider.class.getName());
        } catch (InvocationTargetException e) {
            throw impossible(wish, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw impossible(wish, e);
        }
    }

    private static IllegalStateException impossible(Wish wish, Throwable cause) {
        return new IllegalStateException(
                "application router provider " + wish.className() + " (" + wish.origin()
                        + ") cannot be made; it must be a public class with a public constructor without parameters: "
                        + cause,
                cause);
    }
}
