package org.sipario.servlet.proxy;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What an application may decide of a proxy and then of each branch, which begins with a copy: JSR 289, Proxying. */
public final class ProxySettings {

    private boolean recurse = true;
    private boolean recordRoute;
    private boolean addToPath;
    private int timeout;
    private @Nullable InetSocketAddress outboundInterface;

    /** @param timeout in seconds */
    ProxySettings(int timeout) {
        this.timeout = timeout;
    }

    ProxySettings copy() {
        ProxySettings copy = new ProxySettings(timeout);
        copy.recurse = recurse;
        copy.recordRoute = recordRoute;
        copy.addToPath = addToPath;
        copy.outboundInterface = outboundInterface;
        return copy;
    }

    /** Whether Contacts of a 3xx are tried. */
    public boolean recurse() {
        return recurse;
    }

    /** Decides whether Contacts of a 3xx are tried. */
    public void recurse(boolean follow) {
        recurse = follow;
    }

    /** Whether later requests of the dialog come through here. */
    public boolean recordRoute() {
        return recordRoute;
    }

    /** Decides whether later requests of the dialog come through here. */
    public void recordRoute(boolean stay) {
        recordRoute = stay;
    }

    /** Whether a REGISTER gets a Path that leads here (RFC 3327). */
    public boolean addToPath() {
        return addToPath;
    }

    /** Decides whether a REGISTER gets a Path that leads here. */
    public void addToPath(boolean add) {
        addToPath = add;
    }

    /** Seconds without final response. */
    public int timeout() {
        return timeout;
    }

    /** Decides how many seconds a final response is waited for. */
    public void timeout(int seconds) {
        timeout = seconds;
    }

    /** The local address by which requests leave; null for any. */
    public @Nullable InetSocketAddress outboundInterface() {
        return outboundInterface;
    }

    /** Decides the local address by which requests leave. */
    public void outboundInterface(InetSocketAddress address) {
        outboundInterface = address;
    }
}
