package org.sipario.servlet.address;

import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Where an address value stands: it decides what may be changed there, and hears of each change. JSR 289, chapter 4.
 *
 * @param rule what may be changed
 * @param frozen asked before each change; true once the surrounding message is committed, and a change is then refused
 * @param changed called after each change that took effect
 */
public record Mutability(Rule rule, BooleanSupplier frozen, Runnable changed) {

    /** What may be changed of a value at a place. */
    public enum Rule {
        /** Everything; the value belongs to the application and to no message. */
        FREE,
        /** Everything; the value stands in a message, which hears of it. */
        LIVE,
        /** Nothing: a received message, a header of the container's own, a party of a session. */
        READ_ONLY,
        /** From and To: everything but the tag (RFC 4916). */
        PARTY,
        /**
         * A Contact that the container fills in: display name, user, parameters. What else is set (host, port, scheme,
         * URI headers, and the URI parameters lr, maddr, ttl and method) is dropped without a word, as the container's
         * own listening point decides it.
         */
        CONTACT
    }

    /** In no message. */
    public static final Mutability FREE = new Mutability(Rule.FREE, () -> false, () -> {});

    /** Where nothing may be changed. */
    public static final Mutability READ_ONLY = new Mutability(Rule.READ_ONLY, () -> true, () -> {});

    /** In a message that may be changed, and writes the value back at each change. */
    public static Mutability live(Runnable changed) {
        return new Mutability(Rule.LIVE, () -> false, changed);
    }

    /** In From or To of such a message. */
    public static Mutability party(Runnable changed) {
        return new Mutability(Rule.PARTY, () -> false, changed);
    }

    /** In the Contact of such a message, where the container fills it in. */
    public static Mutability contact(Runnable changed) {
        return new Mutability(Rule.CONTACT, () -> false, changed);
    }

    /** The same place, where changes are refused from the moment that the condition holds: the message is committed. */
    public Mutability until(BooleanSupplier committed) {
        return new Mutability(rule, committed, changed);
    }

    /** For a URI inside a value that stands here: another listener, and the same rule as far as it is about URIs. */
    Mutability inside(Runnable listener) {
        Rule inner = switch (rule) {
            case FREE, LIVE, PARTY -> Rule.LIVE;
            case READ_ONLY, CONTACT -> rule;
        };
        return new Mutability(inner, frozen, listener);
    }

    /**
     * For a value that the application made and lends to a message: once that is committed it no longer hears, and the
     * application goes on with what is its own.
     */
    Mutability lent() {
        return rule == Rule.LIVE
                ? live(() -> {
                    if (!frozen.getAsBoolean()) {
                        changed.run();
                    }
                })
                : this;
    }

    /** Whether a value may move from here into another place as itself; from all other places a copy goes. */
    boolean isMovable() {
        return rule == Rule.FREE || rule == Rule.LIVE;
    }

    boolean isContact() {
        return rule == Rule.CONTACT;
    }

    /**
     * @throws IllegalStateException if nothing may be changed here
     */
    void permitChange(Object value) {
        if (rule == Rule.READ_ONLY || frozen.getAsBoolean()) {
            throw new IllegalStateException("may not be changed here (received or committed message, header of the"
                    + " container, or party of a session): " + value);
        }
    }

    /**
     * @throws IllegalStateException if this header parameter may not be changed here
     */
    void permitHeaderParameter(String name, Object value) {
        permitChange(value);
        if (rule == Rule.PARTY && name.equalsIgnoreCase("tag")) {
            throw new IllegalStateException("the tag of From and To belongs to the container: " + value);
        }
    }

    /** Whether the container itself decides this URI parameter here. */
    boolean ownsUriParameter(String name) {
        return rule == Rule.CONTACT
                && switch (name.toLowerCase(Locale.ROOT)) {
                    case "lr", "maddr", "ttl", "method" -> true;
                    default -> false;
                };
    }
}
