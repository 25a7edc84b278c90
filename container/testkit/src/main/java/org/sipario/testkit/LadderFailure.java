package org.sipario.testkit;

/** The server did not say what the ladder expects. The message shows both ladders, side by side. */
public final class LadderFailure extends AssertionError {

    LadderFailure(String message) {
        super(message);
    }
}
