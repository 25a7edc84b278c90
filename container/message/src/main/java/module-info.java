/** Messages of SIP and the wire types; needs nothing but the JDK. */
module org.sipario.message {
    requires static org.jspecify;

    exports org.sipario.message;
    exports org.sipario.message.wire;
}
