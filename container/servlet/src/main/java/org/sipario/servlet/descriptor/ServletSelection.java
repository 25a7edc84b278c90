package org.sipario.servlet.descriptor;

import jakarta.servlet.sip.SipServletRequest;
import java.util.List;
import java.util.Optional;
import org.sipario.servlet.mapping.Condition;

/** Which servlet of an application gets an initial request: JSR 289 §16.1. */
public sealed interface ServletSelection {

    /** The servlet for that initial request; empty where none is meant, and the answer is 404. */
    Optional<String> select(SipServletRequest request);

    /**
     * One servlet gets all.
     *
     * @param servlet its name
     */
    record MainServlet(String servlet) implements ServletSelection {
        @Override
        public Optional<String> select(SipServletRequest request) {
            return Optional.of(servlet);
        }
    }

    /** The first mapping that matches decides. */
    record Mappings(List<Mapping> all) implements ServletSelection {

        /**
         * A servlet-mapping.
         *
         * @param servlet its name
         * @param pattern when it is meant
         */
        public record Mapping(String servlet, Condition pattern) {}

        public Mappings {
            all = List.copyOf(all);
        }

        @Override
        public Optional<String> select(SipServletRequest request) {
            return all.stream()
                    .filter(mapping -> mapping.pattern().matches(request))
                    .map(Mapping::servlet)
                    .findFirst();
        }
    }

    /** An application without SIP servlets. */
    record None() implements ServletSelection {
        @Override
        public Optional<String> select(SipServletRequest request) {
            return Optional.empty();
        }
    }
}
