package org.sipario.transport.locate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;

/** The name servers, their answers kept as long as they say; and the machine's own file of names. */
final class NameService {
    private final LookupSession session;
    private final HostsFileParser hosts = new HostsFileParser();

    /**
     * @param servers the machine's own when empty
     * @param timeout for one answer of one server
     */
    NameService(List<InetSocketAddress> servers, Duration timeout) {
        this.session = LookupSession.defaultBuilder()
                .resolver(resolver(servers, timeout))
                .build();
    }

    private static Resolver resolver(List<InetSocketAddress> servers, Duration timeout) {
        if (servers.isEmpty()) {
            ExtendedResolver machine = new ExtendedResolver();
            machine.setTimeout(timeout);
            return machine;
        }
        List<Resolver> each = new ArrayList<>();
        for (InetSocketAddress server : servers) {
            SimpleResolver one = new SimpleResolver(server);
            one.setTimeout(timeout);
            each.add(one);
        }
        ExtendedResolver all = new ExtendedResolver(each);
        all.setTimeout(timeout);
        return all;
    }

    CompletionStage<LookupResult> ask(Name name, int type) {
        return session.lookupAsync(name, type);
    }

    /** The address of a name in the machine's own file. */
    Optional<InetAddress> local(Name name, int type) {
        try {
            return hosts.getAddressForHost(name, type);
        } catch (IOException _) {
            // A machine without that file has no names of its own.
            return Optional.empty();
        }
    }

    /** The record types of addresses, in the order in which the addresses are tried. */
    static List<Integer> addressTypes() {
        return List.of(Type.A, Type.AAAA);
    }
}
