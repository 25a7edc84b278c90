/** Dialogs, user agents, proxies and digest as pure logic. */
module org.sipario.core {
    requires static org.jspecify;
    requires transitive org.sipario.message;
    requires transitive org.sipario.transaction;

    exports org.sipario.core;
}
