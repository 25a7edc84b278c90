package org.sipario.servlet.flows;

import jakarta.servlet.ServletException;
import java.io.IOException;

/** What a test's servlet does with a request or a response. */
@FunctionalInterface
interface Handler<M> {
    void handle(M message) throws ServletException, IOException;
}
