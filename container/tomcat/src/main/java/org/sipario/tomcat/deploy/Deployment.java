package org.sipario.tomcat.deploy;

/**
 * What has become of a file or directory in {@code apps/}.
 *
 * @param file its name there
 * @param context the name of Tomcat's context for it, such as {@code /shop##2}
 * @param modified its modification time in milliseconds, which tells one deployment of a name from the next
 * @param problem why the application is not running; empty when it is
 */
public record Deployment(String file, String context, long modified, String problem) {

    /** Whether the application is running. */
    public boolean running() {
        return problem.isEmpty();
    }
}
