package org.sipario.junit;

import java.time.Duration;
import org.sipario.junit.apps.Greeter;
import org.sipario.testkit.Ladder;

/**
 * Starts servers one after another in a process that has done nothing before, and prints how long each took to answer.
 */
final class Starts {
    private Starts() {}

    @SipTest(Greeter.class)
    private static final class Subject {}

    public static void main(String[] arguments) throws Exception {
        for (int n = 0; n < Integer.parseInt(arguments[0]); n++) {
            long begin = System.nanoTime();
            try (TestServer server = TestServer.start(Subject.class, Subject.class.getAnnotation(SipTest.class))) {
                long deployed = System.nanoTime();
                TestScope scope = server.begin();
                Ladder.on(scope.network(), "alice").play("""
                        alice -> app MESSAGE
                        app -> alice 200
                        """);
                long answered = System.nanoTime();
                server.end(scope);
                System.out.println(millis(deployed - begin) + " " + millis(answered - deployed) + " "
                        + millis(System.nanoTime() - answered));
            }
        }
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
