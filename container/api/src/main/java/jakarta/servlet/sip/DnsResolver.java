package jakarta.servlet.sip;

import java.io.IOException;
import java.util.List;

/**
 * Asks the DNS what the container asks it: ENUM (RFC 6116) for telephone numbers, and whether a URI leads back here.
 *
 * <p>Found as context attribute {@link SipServlet#DNS_RESOLVER}, by injection, or by {@link
 * SipServletContext#getDnsResolver()}. JSR 359, DNS.
 */
public interface DnsResolver {

    /**
     * Gives the best SIP URI that ENUM has for a telephone number.
     *
     * @param uri a {@link TelURL}, or a {@link SipURI} with {@code user=phone}
     * @return the first by order and preference, or null if there is none
     * @throws IllegalArgumentException if the URI has no telephone number
     * @throws IOException if the DNS cannot be asked
     */
    SipURI resolveToSipURI(URI uri) throws IOException;

    /**
     * Gives every SIP URI that ENUM has for a telephone number.
     *
     * @param uri a {@link TelURL}, or a {@link SipURI} with {@code user=phone}
     * @return the URIs by order and preference; empty if there are none
     * @throws IllegalArgumentException if the URI has no telephone number
     * @throws IOException if the DNS cannot be asked
     */
    List<SipURI> resolveToSipURIs(URI uri) throws IOException;

    /**
     * Gives what ENUM has for a telephone number under another service than SIP.
     *
     * @param uri a {@link TelURL}, or a {@link SipURI} with {@code user=phone}
     * @param enumService the service, for example {@code E2U+mailto}
     * @return the results by order and preference; empty if there are none
     * @throws IllegalArgumentException if the URI has no telephone number
     * @throws IOException if the DNS cannot be asked
     */
    List<String> resolveToStrings(URI uri, String enumService) throws IOException;

    /**
     * Tells whether requests to a URI come back to this container.
     *
     * @param uri the URI to test
     * @return whether it leads to one of the container's listening points
     */
    boolean resolvesInternally(SipURI uri);

    /**
     * Writes a telephone number as the domain name that ENUM asks for.
     *
     * @param uri a {@link TelURL}, or a {@link SipURI} with {@code user=phone}
     * @return the name, as in {@code 0.0.6.2.5.5.5.2.0.2.1.e164.arpa} for +12025552600
     * @throws IllegalArgumentException if the URI has no telephone number
     */
    String toEnum(URI uri);
}
