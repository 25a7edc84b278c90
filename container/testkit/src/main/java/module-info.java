/** Test user agents, call flows that run, an in-memory network and a virtual clock. For tests only. */
module org.sipario.testkit {
    requires static org.jspecify;
    requires transitive org.sipario.message;

    exports org.sipario.testkit;
}
