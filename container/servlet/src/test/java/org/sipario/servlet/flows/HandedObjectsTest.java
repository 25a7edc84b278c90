package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What an application is handed has the methods of the specification and no others: none by which it could tell the
 * container, by reflection, who sent a request or that it was answered.
 */
class HandedObjectsTest {

    private final Map<String, Object> handed = new LinkedHashMap<>();

    @Test
    void objects_of_a_user_agent_have_the_methods_of_the_specification_only() throws Exception {
        Server server = new Server();
        ScriptedServlet servlet = new ScriptedServlet().answering("INVITE", 200).onAnswer("200 INVITE", answer -> {
            hand("response that came", answer);
            SipServletRequest ack = answer.createAck();
            hand("ACK", ack);
            ack.send();
        });
        Server.Application application = server.deploy("app", servlet, new RecordingListener());
        server.ladder("alice").play("""
                alice  -> server INVITE
                    + Accept-Language: de
                server -> alice  200
                alice  -> server ACK
                """);
        SipServletRequest came = servlet.request("INVITE");
        hand("request that came", came);
        hand("B2buaHelper", came.getB2buaHelper());
        hand("address", came.getFrom());
        hand("Contact", came.getAddressHeader("Contact"));
        hand("Request-URI", came.getRequestURI());
        hand("Parameterable", came.getParameterableHeader("Via"));
        hand("header values", came.getHeaders("Via"));
        hand("languages", came.getAcceptLanguages());
        hand("SipSession", came.getSession());
        hand("SipApplicationSession", came.getApplicationSession());
        SipServletRequest info = came.getSession().createRequest("INFO");
        hand("request that was made", info);

        SipFactory factory = application.factory();
        hand("SipFactory", factory);
        hand("SipSessionsUtil", application.sessions());
        hand("TimerService", application.timers());
        hand("ServletTimer", application.timers().createTimer(came.getApplicationSession(), 1000, false, "info"));
        hand("AuthInfo", factory.createAuthInfo());
        hand("sip URI", factory.createURI("sip:a@example.com"));
        hand("tel URI", factory.createURI("tel:+1"));
        hand("urn", factory.createURI("urn:service:sos"));
        hand("made SipURI", factory.createSipURI("a", "example.com"));
        hand("made address", factory.createAddress("\"A\" <sip:a@example.com>"));
        hand("made Parameterable", factory.createParameterable("presence;id=1"));

        SipServletRequest invite = invite(application);
        server.network.agent("bob");
        invite.send();
        hand("CANCEL", invite.createCancel());
        server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                """);
        server.ladder("alice").play("alice -> server OPTIONS");
        hand("response that was made", servlet.request("OPTIONS").createResponse(200));
        assertThat(handed).hasSizeGreaterThan(25);
        assertNothingOfTheContainer();
    }

    @Test
    void objects_of_a_proxy_have_the_methods_of_the_specification_only() throws Exception {
        Server server = new Server();
        ScriptedServlet servlet = new ScriptedServlet()
                .on("INVITE", invite -> {
                    Proxy proxy = invite.getProxy();
                    proxy.setRecordRoute(true);
                    hand("Proxy", proxy);
                    hand("Record-Route", proxy.getRecordRouteURI());
                    proxy.proxyTo(invite.getRequestURI());
                    hand("ProxyBranch", proxy.getProxyBranches().getFirst());
                    hand(
                            "request of a branch",
                            proxy.getProxyBranches().getFirst().getRequest());
                })
                .onAnswer("200 INVITE", answer -> hand("response of a branch", answer));
        server.deploy("app", servlet);
        server.ladder("alice", "bob").play("""
                alice  -> server INVITE sip:bob@example.com
                server -> bob    INVITE
                bob    -> server 200
                server -> alice  200
                alice  -> server ACK
                server -> bob    ACK
                """);
        assertThat(handed).hasSize(5);
        assertNothingOfTheContainer();
    }

    private static SipServletRequest invite(Server.Application application) throws Exception {
        SipApplicationSession session = application.factory().createApplicationSession();
        return application.factory().createRequest(session, "INVITE", "sip:a@example.com", "sip:bob@example.com");
    }

    private void hand(String name, @Nullable Object object) {
        assertThat(object).as(name).isNotNull();
        handed.put(name, object);
    }

    private void assertNothingOfTheContainer() {
        List<String> found = new ArrayList<>();
        handed.forEach((name, object) -> {
            Class<?> type = object.getClass();
            for (Class<?> at = type; isOurs(at); at = at.getSuperclass()) {
                if (Modifier.isPublic(at.getModifiers())) {
                    found.add(name + ": " + at + " is public");
                }
            }
            Set<String> specified = new HashSet<>();
            collect(type, specified);
            for (Method method : type.getMethods()) {
                if (!specified.contains(signature(method))) {
                    found.add(name + ": " + method);
                }
            }
        });
        assertThat(found).isEmpty();
    }

    /** The methods of all types above a class that are not the container's. */
    private static void collect(@Nullable Class<?> type, Set<String> signatures) {
        if (type == null) {
            return;
        }
        if (!isOurs(type)) {
            for (Method method : type.getMethods()) {
                signatures.add(signature(method));
            }
        }
        collect(type.getSuperclass(), signatures);
        for (Class<?> above : type.getInterfaces()) {
            collect(above, signatures);
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("org.sipario.");
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }
}
