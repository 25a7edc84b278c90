package jakarta.servlet.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an implementation of JSR 289 alone gets of JSR 359 through default methods. */
class DefaultMethodsTest {

    /** ATT2-6. */
    @Test
    void lists_of_headers_have_what_the_iterators_run_over() throws Exception {
        var one = Fake.of(Address.class, Map.of());
        var two = Fake.of(Address.class, Map.of());
        var message = Fake.of(
                SipServletRequest.class,
                Map.of(
                        "getHeaders", _ -> List.of("b", "a", "b").listIterator(),
                        "getHeaderNames", _ -> List.of("Via", "From", "To").iterator(),
                        "getAddressHeaders", _ -> List.of(two, one).listIterator(),
                        "getParameterableHeaders", _ -> List.of(one, two).listIterator(),
                        "getAcceptLanguages",
                                _ -> List.of(Locale.GERMAN, Locale.ENGLISH).iterator()));

        assertThat(message.getHeaderList("Accept")).containsExactly("b", "a", "b");
        assertThat(message.getHeaderNameList()).containsExactly("Via", "From", "To");
        assertThat(message.getAddressHeaderList("Contact").getFirst()).isSameAs(two);
        assertThat(message.getParameterableHeaderList("Event").getLast()).isSameAs(two);
        assertThat(message.getAcceptLanguageSet()).containsExactly(Locale.GERMAN, Locale.ENGLISH);
        assertThatThrownBy(() -> message.getHeaderList("Accept").add("c"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** ATT2-6. */
    @Test
    void sets_of_names_keep_the_order() {
        var uri = Fake.of(
                SipURI.class,
                Map.of(
                        "getParameterNames", _ -> List.of("ttl", "lr", "a").iterator(),
                        "getHeaderNames", _ -> List.of("Subject", "Priority").iterator()));
        var value = Fake.of(
                Parameterable.class,
                Map.of("getParameterNames", _ -> List.of("q", "expires").iterator()));
        var response = Fake.of(
                SipServletResponse.class,
                Map.of("getChallengeRealms", _ -> List.of("z", "a").iterator()));
        var session = Fake.of(
                SipApplicationSession.class,
                Map.of("getSessions", arguments -> (arguments.length == 0 ? List.of(2, 1) : List.of(1)).iterator()));

        assertThat(uri.getParameterNameSet()).containsExactly("ttl", "lr", "a");
        assertThat(uri.getHeaderNameList()).containsExactly("Subject", "Priority");
        assertThat(value.getParameterNameSet()).containsExactly("q", "expires");
        assertThat(response.getChallengeRealmSet()).containsExactly("z", "a");
        assertThat(session.getSessionSet()).hasToString("[2, 1]");
        assertThat(session.getSessionSet("SIP")).hasToString("[1]");
    }

    @Test
    void clearing_attributes_removes_each_of_them() {
        var names = new ArrayList<>(List.of("b", "a"));
        var session = Fake.of(
                SipSession.class,
                Map.of(
                        "getAttributeNames", _ -> Collections.enumeration(names),
                        "removeAttribute", arguments -> names.remove(arguments[0]) ? null : null));

        assertThat(session.getAttributeNameSet()).containsExactly("b", "a");
        session.clearAttributes();
        assertThat(names).isEmpty();
    }

    /** ERR2-2. */
    @Test
    void an_error_listener_of_jsr_289_ignores_a_missing_notify() {
        var listener = Fake.of(SipErrorListener.class, Map.of());

        assertThatCode(() -> listener.noNotifyReceived(null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("notOfferedByDefault")
    void what_a_container_does_not_offer_says_its_name(Method method) {
        var fake = Fake.of(method.getDeclaringClass(), Map.of());
        var arguments = Arrays.stream(method.getParameterTypes())
                .map(DefaultMethodsTest::any)
                .toArray();

        assertThatThrownBy(() -> method.invoke(fake, arguments))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith(method.getDeclaringClass().getSimpleName() + "." + method.getName());
    }

    static Stream<Method> notOfferedByDefault() {
        var real = Set.of(
                "getAcceptLanguageSet",
                "getAddressHeaderList",
                "getAttributeNameSet",
                "getChallengeRealmSet",
                "getHeaderList",
                "getHeaderNameList",
                "getParameterNameSet",
                "getParameterableHeaderList",
                "getSessionSet");
        return Stream.of(
                        Proxy.class,
                        ProxyBranch.class,
                        SipApplicationSession.class,
                        SipServletMessage.class,
                        SipServletRequest.class,
                        SipServletResponse.class,
                        SipSession.class,
                        SipSessionsUtil.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isDefault() && !real.contains(method.getName()));
    }

    private static Object any(Class<?> type) {
        return type == int.class ? 1 : null;
    }
}
