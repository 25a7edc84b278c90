package org.sipario.location;

import jakarta.servlet.sip.SipURI;
import java.net.InetAddress;
import java.util.Optional;

/** How a phone behind a NAT is reached: at the address that its REGISTER came from. */
final class Nat {

    private Nat() {}

    /**
     * Whether a contact cannot be reached by its own host: an invented name (RFC 7118 §5), the unspecified address, or a
     * private address that the REGISTER did not come from.
     *
     * @param contactHost host of the contact
     * @param sourceHost the address that the REGISTER came from
     */
    static boolean isBetween(String contactHost, String sourceHost) {
        if (Host.normal(contactHost).endsWith(".invalid")) {
            return true;
        }
        Optional<InetAddress> contact = Host.address(contactHost);
        return contact.isPresent() && Host.isLocal(contact.get()) && !contact.equals(Host.address(sourceHost));
    }

    /**
     * The contact with the host, port and transport that lead to it from outside. User and parameters stay, by which the phone
     * knows its own. A Route would be seen by the phone, which has no reason to know it as its own.
     *
     * @param contact as registered
     * @param source where the REGISTER came from
     */
    static SipURI outside(SipURI contact, SipURI source) {
        SipURI reached = (SipURI) contact.clone();
        reached.setHost(source.getHost());
        reached.setPort(source.getPort());
        reached.removeParameter("maddr");
        String transport = source.getTransportParam();
        if (transport != null && !transport.equalsIgnoreCase("udp")) {
            reached.setTransportParam(transport);
        } else {
            reached.removeParameter("transport");
        }
        return reached;
    }
}
