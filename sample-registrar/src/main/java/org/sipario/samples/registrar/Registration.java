package org.sipario.samples.registrar;

import java.util.List;

/**
 * What one REGISTER asks for.
 *
 * @param callId its Call-ID
 * @param cseq its CSeq number
 * @param path proxies between here and the phone, next one first (RFC 3327)
 * @param received where it came from, as a SIP URI
 * @param wish what is to happen
 */
record Registration(String callId, long cseq, List<String> path, String received, Wish wish) {

    Registration {
        path = List.copyOf(path);
    }

    /** What is to happen to the bindings of the user. */
    sealed interface Wish {

        /** Nothing: the phone asks for the list. */
        record Fetch() implements Wish {}

        /** All go: Contact is {@code *} and Expires is 0. */
        record RemoveAll() implements Wish {}

        /** These are added, refreshed or removed, and the others stay. */
        record Change(List<Contact> contacts) implements Wish {
            public Change {
                contacts = List.copyOf(contacts);
            }
        }
    }

    /**
     * One Contact of the request.
     *
     * @param uri its URI
     * @param parameters its parameters but for {@code expires}, as they stand after the angle bracket
     * @param q 0 to 1
     * @param seconds how long it is to be kept; 0 to remove it
     */
    record Contact(String uri, String parameters, double q, int seconds) {}
}
