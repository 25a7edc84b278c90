package org.sipario.transport.locate;

import static java.lang.System.Logger.Level.DEBUG;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;

/** The questions that one search for a server asks the name service; all must be answered by one deadline. */
final class Search {
    private static final System.Logger LOG = System.getLogger(Search.class.getName());

    private final NameService names;
    private final long deadline;

    /** @param deadline of {@link System#nanoTime}; nothing is found later */
    Search(NameService names, long deadline) {
        this.names = names;
        this.deadline = deadline;
    }

    /** Whether the machine knows a name by itself. */
    boolean isLocal(String name) {
        return isLocalhost(name) || !local(name).isEmpty();
    }

    List<NAPTRRecord> pointers(String domain) {
        return of(NAPTRRecord.class, answers(ask(domain, Type.NAPTR)));
    }

    List<SRVRecord> servers(String service) {
        return of(SRVRecord.class, answers(ask(service, Type.SRV)));
    }

    /** The addresses of a name: IPv4 first, as it is what most peers answer from. */
    List<InetAddress> addresses(String name) {
        List<InetAddress> found = new ArrayList<>(local(name));
        if (!found.isEmpty()) {
            return found;
        }
        if (isLocalhost(name)) {
            return List.of(InetAddress.getLoopbackAddress());
        }
        // Both are asked before either is waited for.
        var four = ask(name, Type.A);
        var six = ask(name, Type.AAAA);
        of(ARecord.class, answers(four)).forEach(record -> found.add(record.getAddress()));
        of(AAAARecord.class, answers(six)).forEach(record -> found.add(record.getAddress()));
        return found;
    }

    /** RFC 6761 §6.3: never asked of a name server. */
    private static boolean isLocalhost(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("localhost") || lower.endsWith(".localhost");
    }

    private List<InetAddress> local(String name) {
        Name absolute = absolute(name);
        return absolute == null
                ? List.of()
                : NameService.addressTypes().stream()
                        .flatMap(type -> names.local(absolute, type).stream())
                        .toList();
    }

    private @Nullable CompletableFuture<LookupResult> ask(String name, int type) {
        Name absolute = absolute(name);
        return absolute == null || deadline - System.nanoTime() <= 0
                ? null
                : names.ask(absolute, type).toCompletableFuture();
    }

    private List<Record> answers(@Nullable CompletableFuture<LookupResult> question) {
        if (question == null) {
            return List.of();
        }
        try {
            return question.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .getRecords();
        } catch (ExecutionException | TimeoutException e) {
            // No such name, no such record, a server that refuses or is silent: for us there is none.
            LOG.log(DEBUG, "the name service has nothing", e);
            return List.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static <T extends Record> List<T> of(Class<T> type, List<Record> records) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static @Nullable Name absolute(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException _) {
            return null;
        }
    }
}
