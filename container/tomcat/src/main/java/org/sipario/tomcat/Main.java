package org.sipario.tomcat;

/**
 * Runs the packed server until it is told to stop; what {@code bin/sipario run} starts.
 *
 * <p>Reads {@code conf/server.xml} under the system property {@code catalina.base}. The exit status is 1 when the server
 * cannot be started as the file asks: half a server that looks like a whole one helps nobody.
 */
public final class Main {
    private Main() {}

    /**
     * Starts the server and returns when it has been stopped.
     *
     * @param arguments none are taken
     */
    public static void main(String[] arguments) {
        int status = new StandaloneServer().run();
        if (status != 0) {
            System.exit(status);
        }
    }
}
