package org.sipario.tomcat.standalone;

/**
 * Runs the packed server until it is told to stop: the program behind {@code bin/sipario run}.
 *
 * <p>Reads {@code conf/server.xml} under the system property {@code catalina.base}. The exit status is 1 when the server
 * cannot be started completely as the file asks: a server without one of its listening points must not look healthy.
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
