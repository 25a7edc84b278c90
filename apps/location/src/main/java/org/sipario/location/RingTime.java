package org.sipario.location;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;

/**
 * How long phones ring before they are given up.
 *
 * @param seconds while others of a lower q wait
 * @param lastSeconds when no others wait
 */
public record RingTime(int seconds, int lastSeconds) {

    /** Context parameter: how long phones ring before those of a lower q have their turn, in seconds; 20 by default. */
    public static final String SECONDS = "ring";

    /**
     * Context parameter: how long the last phones ring, in seconds; 181 by default, as a proxy is to wait for more than three
     * minutes (RFC 3261 §16.6 step 11).
     */
    public static final String LAST_SECONDS = "ringLast";

    private static final int DEFAULT = 20;
    private static final int DEFAULT_LAST = 181;
    private static final int LONGEST = 600;

    /**
     * Reads the times of an application.
     *
     * @param context its context
     * @return the times
     * @throws ServletException if a context parameter is wrong
     */
    public static RingTime of(ServletContext context) throws ServletException {
        return new RingTime(
                read(SECONDS, context.getInitParameter(SECONDS), DEFAULT),
                read(LAST_SECONDS, context.getInitParameter(LAST_SECONDS), DEFAULT_LAST));
    }

    private static int read(String name, @Nullable String value, int otherwise) throws ServletException {
        if (value == null) {
            return otherwise;
        }
        try {
            int seconds = Integer.parseInt(value.trim());
            if (seconds >= 1 && seconds <= LONGEST) {
                return seconds;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as a number out of range is.
        }
        throw new ServletException(
                "context parameter \"" + name + "\": found \"" + value + "\", expected seconds from 1 to " + LONGEST);
    }

    /**
     * Tells how long phones ring.
     *
     * @param others whether others wait
     * @return seconds
     */
    public int seconds(boolean others) {
        return others ? seconds : lastSeconds;
    }
}
