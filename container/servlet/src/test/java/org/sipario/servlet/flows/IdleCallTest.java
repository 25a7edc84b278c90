package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipSession;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sipario.message.SipMessage;

/** Memory of an idle call: an established dialog holds no transaction, no parsed message and no empty collection. */
class IdleCallTest {

    /** What two sessions of different calls do not share, at most. The bound is ours: raise it for a reason only. */
    private static final int MOST_BYTES = 1500;

    private final Server server = new Server();
    private final ScriptedServlet servlet =
            new ScriptedServlet().answering("INVITE", 200).acknowledging();
    private final Server.Application application = server.deploy("app", servlet);

    @Test
    void a_call_that_was_answered_is_small() {
        List<SipSession> calls = new ArrayList<>();
        for (String caller : new String[] {"alice", "carol"}) {
            server.ladder(caller).play("""
                    %1$s -> server INVITE
                    server -> %1$s 200
                    %1$s -> server ACK
                    """.formatted(caller));
            calls.add(servlet.request("INVITE").getSession());
        }
        check(calls);
    }

    @Test
    void a_call_that_was_made_is_small() throws Exception {
        List<SipSession> calls = new ArrayList<>();
        for (String callee : new String[] {"bob", "dave"}) {
            server.network.agent(callee);
            var factory = application.factory();
            var invite = factory.createRequest(
                    factory.createApplicationSession(),
                    "INVITE",
                    "sip:a@example.com",
                    "sip:" + callee + "@example.com");
            calls.add(invite.getSession());
            invite.send();
            server.ladder(callee).play("""
                    server -> %1$s INVITE
                    %1$s -> server 200
                    server -> %1$s ACK
                    """.formatted(callee));
        }
        check(calls);
    }

    private void check(List<SipSession> calls) {
        // Transactions linger for 32 s after the ACK.
        server.after(Duration.ofSeconds(70));
        Set<Object> other = reachable(calls.getFirst());
        Set<Object> own = reachable(calls.getLast());
        own.removeAll(other);
        Map<String, Integer> sizes = new TreeMap<>();
        int all = 0;
        for (Object object : own) {
            int size = size(object);
            sizes.merge(object.getClass().getName(), size, Integer::sum);
            all += size;
            assertThat(object).isNotInstanceOf(SipMessage.class);
            if (object instanceof Collection<?> collection) {
                assertThat(collection).isNotEmpty();
            }
        }
        System.getLogger(IdleCallTest.class.getName())
                .log(System.Logger.Level.INFO, "An idle call holds about " + all + " bytes: " + sizes);
        assertThat(own).anyMatch(SipSession.class::isInstance);
        assertThat(all).as(sizes.toString()).isLessThan(MOST_BYTES);
    }

    /** What a session refers to, by its fields: the container's own classes, strings and arrays. */
    private static Set<Object> reachable(Object root) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (!isData(next) || !seen.add(next)) {
                continue;
            }
            if (next instanceof Collection<?> collection) {
                open.addAll(collection);
            } else if (next instanceof Object[] array) {
                for (Object each : array) {
                    if (each != null) {
                        open.push(each);
                    }
                }
            } else if (!next.getClass().isArray()) {
                fields(next).forEach(open::push);
            }
        }
        return seen;
    }

    /** Weak references do not count; threads, applications and the clock are shared. */
    private static boolean isData(Object object) {
        String name = object.getClass().getName();
        return object.getClass().isArray()
                || object instanceof String
                || object instanceof Collection<?>
                || name.startsWith("org.sipario.")
                        && !name.startsWith("org.sipario.testkit")
                        && !name.startsWith("org.sipario.servlet.flows");
    }

    private static List<Object> fields(Object object) {
        List<Object> values = new ArrayList<>();
        for (Class<?> type = object.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            if (!type.getName().startsWith("org.sipario.")) {
                break;
            }
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    try {
                        field.setAccessible(true);
                        Object value = field.get(object);
                        if (value != null) {
                            values.add(value);
                        }
                    } catch (IllegalAccessException impossible) {
                        throw new AssertionError(impossible);
                    }
                }
            }
        }
        return values;
    }

    /** With compressed references and headers of 12 bytes; a string counts with its characters. */
    private static int size(Object object) {
        if (object instanceof String text) {
            return 24 + aligned(16 + text.length());
        }
        if (object instanceof Object[] array) {
            return aligned(16 + 4 * array.length);
        }
        if (object.getClass().isArray()) {
            return aligned(16 + Array.getLength(object));
        }
        if (object instanceof Collection<?> collection) {
            return 24 + 4 * collection.size();
        }
        int bytes = 12;
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    Class<?> kind = field.getType();
                    bytes += kind == long.class || kind == double.class
                            ? 8
                            : kind == boolean.class || kind == byte.class ? 1 : 4;
                }
            }
        }
        return aligned(bytes);
    }

    private static int aligned(int bytes) {
        return (bytes + 7) / 8 * 8;
    }
}
