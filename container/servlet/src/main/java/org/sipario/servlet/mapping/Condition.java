package org.sipario.servlet.mapping;

import jakarta.servlet.sip.SipServletRequest;
import java.util.List;
import java.util.Locale;

/**
 * A condition on an initial request, freely nested: JSR 289 §16.2. A variable that the request does not define makes
 * every condition on it false.
 */
public sealed interface Condition {

    /** Whether it holds for that request. */
    boolean matches(SipServletRequest request);

    /** All hold. */
    record And(List<Condition> all) implements Condition {
        public And {
            all = List.copyOf(all);
        }

        @Override
        public boolean matches(SipServletRequest request) {
            return all.stream().allMatch(condition -> condition.matches(request));
        }
    }

    /** At least one holds. */
    record Or(List<Condition> any) implements Condition {
        public Or {
            any = List.copyOf(any);
        }

        @Override
        public boolean matches(SipServletRequest request) {
            return any.stream().anyMatch(condition -> condition.matches(request));
        }
    }

    /** The other does not hold. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean matches(SipServletRequest request) {
            return !condition.matches(request);
        }
    }

    /** The variable is that text. */
    record Equal(Variable variable, String value, boolean ignoreCase) implements Condition {
        @Override
        public boolean matches(SipServletRequest request) {
            String expected = variable.comparable(value);
            return variable.read(request)
                    .map(variable.like(value))
                    .filter(found -> ignoreCase ? found.equalsIgnoreCase(expected) : found.equals(expected))
                    .isPresent();
        }
    }

    /** The variable holds that text somewhere. */
    record Contains(Variable variable, String value, boolean ignoreCase) implements Condition {
        @Override
        public boolean matches(SipServletRequest request) {
            return variable.read(request)
                    .filter(found -> folded(found).contains(folded(value)))
                    .isPresent();
        }

        private String folded(String text) {
            return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
        }
    }

    /** The request defines the variable. */
    record Exists(Variable variable) implements Condition {
        @Override
        public boolean matches(SipServletRequest request) {
            return variable.read(request).isPresent();
        }
    }

    /** The variable is that domain or one below it; of telephone numbers: begins with that number. */
    record SubdomainOf(Variable variable, String value) implements Condition {
        @Override
        public boolean matches(SipServletRequest request) {
            String expected = variable.comparable(value);
            return variable.read(request)
                    .map(variable.like(value))
                    .filter(found ->
                            variable.isTelephoneNumber() ? found.startsWith(expected) : isBelow(found, expected))
                    .isPresent();
        }

        private static boolean isBelow(String found, String domain) {
            String host = withoutDot(found);
            String parent = withoutDot(domain);
            if (host.equalsIgnoreCase(parent)) {
                return true;
            }
            // An address has no labels: 10.1.2.3 is not below 2.3.
            boolean address = host.startsWith("[") || host.matches("[0-9.]+");
            int dot = host.length() - parent.length() - 1;
            return !address
                    && !parent.isEmpty()
                    && dot > 0
                    && host.charAt(dot) == '.'
                    && host.regionMatches(true, dot + 1, parent, 0, parent.length());
        }

        private static String withoutDot(String domain) {
            return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        }
    }
}
