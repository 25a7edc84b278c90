package org.sipario.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The sockets of one user agent. */
interface TestPort extends Closeable {

    InetSocketAddress address();

    void send(byte[] message) throws IOException;
}
