/** Dialogs, user agents, proxies and digest as pure logic. */
module org.sipario.core {
    requires static org.jspecify;
    requires transitive org.sipario.message;
    requires transitive org.sipario.transaction;

    exports org.sipario.core;
    exports org.sipario.core.dialog;
    exports org.sipario.core.digest;
    exports org.sipario.core.proxy;
}
