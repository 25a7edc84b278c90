/** The four state machines of RFC 3261 §17 and the layer that runs them. */
module org.sipario.transaction {
    requires static org.jspecify;
    requires transitive org.sipario.message;

    exports org.sipario.transaction;
    exports org.sipario.transaction.machine;
}
