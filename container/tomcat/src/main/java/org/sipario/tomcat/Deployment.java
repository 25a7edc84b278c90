package org.sipario.tomcat;

/**
 * What has become of a file or directory in {@code apps/}.
 *
 * @param file its name there
 * @param context the name of Tomcat's context made of it, such as {@code /shop##2}
 * @param modified its modification time in milliseconds, which tells one deployment of a name from the next
 * @param problem why the application does not serve; empty when it does
 */
record Deployment(String file, String context, long modified, String problem) {

    boolean running() {
        return problem.isEmpty();
    }
}
