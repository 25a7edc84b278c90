package org.sipario.arquillian;

import java.net.InetSocketAddress;

/** Where a server can be reached from here. */
record Addresses(InetSocketAddress http, SipAddresses sip) {}
