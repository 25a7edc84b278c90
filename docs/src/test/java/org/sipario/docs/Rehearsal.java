package org.sipario.docs;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of one chapter, in a process of their own, as JUnit does anywhere. */
final class Rehearsal {
    private Rehearsal() {}

    /**
     * Exits with 0 when there was a test and none failed.
     *
     * @param args the folder of the classes to look for tests in
     */
    public static void main(String[] args) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(args[0]))))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        for (TestExecutionSummary.Failure failure : summary.getFailures()) {
            out.println(failure.getTestIdentifier().getDisplayName());
            failure.getException().printStackTrace(out);
        }
        out.println(summary.getTestsFoundCount() + " tests, " + summary.getTestsSucceededCount() + " passed");
        System.exit(summary.getTestsSucceededCount() > 0 && summary.getTotalFailureCount() == 0 ? 0 : 1);
    }
}
