package org.sipario.location;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose requests are passed on to foreign domains. An open relay would be found and used within hours, so by default only
 * this machine's own are; the location service adds those of phones that are registered.
 *
 * <p>A Route header that names this server proves nothing, as anybody can write one.
 */
final class RelayPolicy {

    /**
     * Context parameter: networks besides this machine, such as {@code 10.0.0.0/8 2001:db8::/32}, with blanks or commas
     * between them; none by default. It is set like {@link Domain#NAMES}.
     */
    static final String NETWORKS = "relay";

    private record Network(byte[] prefix, int bits) {

        static Network parse(String text) {
            int slash = text.indexOf('/');
            byte[] prefix = Host.address(slash < 0 ? text : text.substring(0, slash))
                    .orElseThrow(() -> refused(text))
                    .getAddress();
            int all = prefix.length * 8;
            int bits;
            try {
                bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            } catch (NumberFormatException notANumber) {
                throw refused(text);
            }
            if (bits < 0 || bits > all) {
                throw refused(text);
            }
            return new Network(prefix, bits);
        }

        private static IllegalArgumentException refused(String text) {
            return new IllegalArgumentException("context parameter \"" + NETWORKS + "\": found \"" + text
                    + "\", expected an address or a network such as 10.0.0.0/8");
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((bytes[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> networks;

    /**
     * Reads the context parameter.
     *
     * @throws IllegalArgumentException if a word of it is no network
     */
    RelayPolicy(@Nullable String parameter) {
        List<Network> read = new ArrayList<>();
        Set<String> words = Domain.words(parameter);
        for (String word : words) {
            read.add(Network.parse(word));
        }
        networks = List.copyOf(read);
    }

    /** Whether requests from an address, written in figures, are passed on. */
    boolean trusts(String address) {
        return Host.address(address)
                .filter(source ->
                        source.isLoopbackAddress() || networks.stream().anyMatch(network -> network.contains(source)))
                .isPresent();
    }
}
