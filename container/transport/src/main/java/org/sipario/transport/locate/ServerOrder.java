package org.sipario.transport.locate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.xbill.DNS.SRVRecord;

/** The order in which the servers of SRV records are tried: by priority, within it by lot weighted (RFC 2782). */
final class ServerOrder {

    private ServerOrder() {}

    static List<SRVRecord> of(List<SRVRecord> servers, RandomGenerator random) {
        List<SRVRecord> left = new ArrayList<>(servers);
        // A weight of zero goes first, so that it has its small chance.
        left.sort(Comparator.comparingInt(SRVRecord::getPriority).thenComparingInt(SRVRecord::getWeight));
        List<SRVRecord> ordered = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            int priority = left.getFirst().getPriority();
            List<SRVRecord> equals =
                    left.stream().filter(s -> s.getPriority() == priority).toList();
            int sum = equals.stream().mapToInt(SRVRecord::getWeight).sum();
            int lot = random.nextInt(sum + 1);
            SRVRecord drawn = draw(equals, lot);
            ordered.add(drawn);
            left.remove(drawn);
        }
        return ordered;
    }

    private static SRVRecord draw(List<SRVRecord> equals, int lot) {
        int running = 0;
        for (SRVRecord server : equals) {
            running += server.getWeight();
            if (running >= lot) {
                return server;
            }
        }
        return equals.getLast();
    }
}
