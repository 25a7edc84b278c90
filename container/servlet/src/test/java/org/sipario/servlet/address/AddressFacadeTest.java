package org.sipario.servlet.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipURI;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sipario.message.NameAddr;
import org.sipario.message.SyntaxException;
import org.sipario.servlet.mapping.Stub;

class AddressFacadeTest {

    @Test
    @DisplayName("ADR-2: * is a wildcard without URI")
    void the_wildcard() throws Exception {
        Address wildcard = Addresses.address("*");

        assertThat(wildcard.isWildcard()).isTrue();
        assertThat(wildcard.getURI()).isNull();
        assertThat(wildcard).hasToString("*");
        assertThat(Addresses.address("<sip:a@b>").isWildcard()).isFalse();
    }

    @Test
    @DisplayName("ADR-3: a display name comes without quotes and goes with them")
    void display_names() throws Exception {
        assertThat(Addresses.address("<sip:a@b>").getDisplayName()).isNull();
        Address address = Addresses.address("\"A \\\"B\\\" \\\\ C\" <sip:a@b>");
        assertThat(address.getDisplayName()).isEqualTo("A \"B\" \\ C");

        address.setDisplayName("D \"E\" \\");
        assertThat(address).hasToString("\"D \\\"E\\\" \\\\\" <sip:a@b>");
        assertThat(Addresses.address(address.toString()).getDisplayName()).isEqualTo("D \"E\" \\");
        address.setDisplayName(null);
        assertThat(address).hasToString("<sip:a@b>");
        assertThatThrownBy(() -> address.setDisplayName("a\r\nVia: x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("ADR-4: q is -1 when absent, 0 to 1 otherwise, and -1 removes it")
    void preference() throws Exception {
        Address address = Addresses.address("<sip:a@b>");
        assertThat(address.getQ()).isEqualTo(-1.0f);

        address.setQ(0.7f);
        assertThat(address).hasToString("<sip:a@b>;q=0.7");
        assertThat(address.getQ()).isEqualTo(0.7f);
        address.setQ(1);
        assertThat(address).hasToString("<sip:a@b>;q=1.0");
        address.setQ(-1);
        assertThat(address).hasToString("<sip:a@b>");
        for (float wrong : new float[] {1.1f, -0.5f, Float.NaN}) {
            assertThatThrownBy(() -> address.setQ(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("ADR-5: expires is -1 when absent, and a negative one removes it")
    void expiry() throws Exception {
        Address address = Addresses.address("<sip:a@b>;expires=9999999999");
        assertThat(address.getExpires()).isEqualTo(Integer.MAX_VALUE);

        address.setExpires(60);
        assertThat(address.getExpires()).isEqualTo(60);
        address.setExpires(-5);
        assertThat(address.getExpires()).isEqualTo(-1);
        assertThat(address).hasToString("<sip:a@b>");
    }

    @Test
    @DisplayName("ADR-6: a URI can not be null")
    void no_null_uri() throws Exception {
        Address address = Addresses.address("<sip:a@b>");

        assertThatThrownBy(() -> address.setURI(null)).isInstanceOf(NullPointerException.class);
    }

    private static final String FEATURES = ";+g.3gpp.icsi-ref=\"urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel\""
            + ";+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF>\";methods=\"INVITE\";audio;x=\"1\"";

    @Test
    void quotes_stay_whatever_else_of_the_address_changes() throws Exception {
        Address contact = Addresses.address("<sip:a@b>" + FEATURES);

        contact.setValue("\"C\" <sip:c@d>");
        contact.setURI(Addresses.sipUri("e", "f"));
        contact.setDisplayName("G");
        contact.setQ(0.5f);
        contact.setExpires(60);

        assertThat(contact).hasToString("\"G\" <sip:e@f>" + FEATURES + ";q=0.5;expires=60");
        assertThat(contact.clone()).hasToString(contact.toString());
        assertThat(travelled(contact)).hasToString(contact.toString());
        assertThat(NameAddr.parse(contact.toString())).isEqualTo(Addresses.toNameAddr(contact));
    }

    @Test
    void parameters_copied_one_by_one_are_quoted_as_they_were() throws Exception {
        Address contact = Addresses.address("<sip:a@b>" + FEATURES);
        Address copy = Addresses.address("<sip:a@b>;x=\"0\"");

        contact.getParameters().forEach(each -> copy.setParameter(each.getKey(), each.getValue()));

        assertThat(copy).hasToString("<sip:a@b>;x=\"1\"" + FEATURES.replace(";x=\"1\"", ""));
        assertThat(copy.getParameter("methods")).isEqualTo("INVITE");
        assertThat(copy.getParameter("+g.3gpp.icsi-ref")).isEqualTo("urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel");
    }

    @Test
    @DisplayName("ADR-7: a clone has all but the tag, and is free")
    void clones_lose_the_tag() throws Exception {
        Address from = at(Mutability.READ_ONLY, "\"A\" <sip:a@b>;tag=1;x=y");
        Address copy = (Address) from.clone();

        assertThat(copy).hasToString("\"A\" <sip:a@b>;x=y");
        uriOf(copy).setUser("c");
        assertThat(from).hasToString("\"A\" <sip:a@b>;tag=1;x=y");
    }

    @ParameterizedTest
    @DisplayName("ADR-8: equality minds URI and parameters, not the display name")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"A\" <sip:a@B>;x=1;y=2 | \"Z\" <sip:a@b>;y=2;X=1 | true",
                "<sip:a@b>;x=1 | <sip:a@b> | true",
                "<sip:a@b>;x=1 | <sip:a@b>;x=2 | false",
                "<sip:a@b>;x=\"Q\" | <sip:a@b>;x=\"q\" | false",
                "<sip:a@b>;x=Q | <sip:a@b>;x=q | true",
                "<sip:a@b> | <sip:A@b> | false",
                "* | <sip:a@b> | false",
                "* | * | true"
            })
    void equality(String one, String other, boolean equal) throws Exception {
        assertThat(Addresses.address(one).equals(Addresses.address(other))).isEqualTo(equal);
        if (equal) {
            assertThat(Addresses.address(one)).hasSameHashCodeAs(Addresses.address(other));
        }
    }

    @Test
    @DisplayName("ADR-9: an address that may not be changed refuses each setter, and so does its URI")
    void read_only_addresses() throws Exception {
        Address party = at(Mutability.READ_ONLY, "\"A\" <sip:a@b>;tag=1");
        SipURI uri = uriOf(party);
        List<Runnable> changes = List.of(
                () -> party.setDisplayName("B"),
                () -> party.setURI(Addresses.sipUri("c", "d")),
                () -> party.setValue("<sip:c@d>"),
                () -> party.setQ(1),
                () -> party.setExpires(1),
                () -> party.setParameter("x", "y"),
                () -> party.removeParameter("x"),
                () -> uri.setUser("c"),
                () -> uri.setUserPassword("c"),
                () -> uri.setHost("c"),
                () -> uri.setPort(1),
                () -> uri.setSecure(true),
                () -> uri.setLrParam(true),
                () -> uri.setTransportParam("tcp"),
                () -> uri.setTransportParam(null),
                () -> uri.setHeader("x", "y"),
                () -> uri.removeHeader("x"));

        assertThat(changes)
                .allSatisfy(change -> assertThatThrownBy(change::run).isInstanceOf(IllegalStateException.class));
        assertThat(party).hasToString("\"A\" <sip:a@b>;tag=1");
    }

    @Test
    @DisplayName("ADR-10: of From and To everything may change but the tag")
    void parties_keep_their_tag() throws Exception {
        Address to = at(Mutability.party(() -> {}), "<sip:a@b>;tag=1");

        to.setDisplayName("B");
        to.setURI(Addresses.sipUri("c", "d"));
        to.setParameter("x", "y");

        assertThat(to).hasToString("\"B\" <sip:c@d>;tag=1;x=y");
        assertThatThrownBy(() -> to.setParameter("Tag", "2")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> to.removeParameter("tag")).isInstanceOf(IllegalStateException.class);
        assertThat(to.getParameter("tag")).isEqualTo("1");
    }

    @Test
    @DisplayName("ADR-13: in a Contact of the container's own, name, user and parameters change, but lr, maddr, "
            + "ttl and method")
    void a_contact_of_the_containers_own() throws Exception {
        Address contact = at(Mutability.contact(() -> {}), "<sip:192.0.2.1:5060;transport=udp>");
        SipURI uri = uriOf(contact);

        contact.setDisplayName("Desk");
        contact.setParameter("x", "y");
        uri.setUser("desk");
        uri.setParameter("foo", "bar");
        uri.setTransportParam("tcp");
        uri.setLrParam(true);
        uri.setMAddrParam("m");
        uri.setTTLParam(1);
        uri.setMethodParam("INVITE");

        assertThat(contact).hasToString("\"Desk\" <sip:desk@192.0.2.1:5060;transport=tcp;foo=bar>;x=y");
    }

    @Test
    @DisplayName("ADR-14: host and port of such a Contact stay, whatever is set")
    void a_contact_keeps_its_host() throws Exception {
        Address contact = at(Mutability.contact(() -> {}), "<sip:192.0.2.1:5060;transport=udp>");
        SipURI uri = uriOf(contact);

        uri.setHost("x");
        uri.setPort(1);
        uri.setSecure(true);
        uri.setHeader("a", "b");
        assertThat(contact).hasToString("<sip:192.0.2.1:5060;transport=udp>");

        contact.setURI(Addresses.uri("sip:desk@elsewhere:7;lr;foo=bar;maddr=m"));
        assertThat(contact).hasToString("<sip:desk@192.0.2.1:5060;foo=bar;transport=udp>");
        contact.setValue("\"N\" <sip:other@elsewhere>");
        assertThat(contact).hasToString("\"N\" <sip:other@192.0.2.1:5060;transport=udp>");
    }

    @Test
    @DisplayName("ADR-39: once its message is committed, an address refuses changes")
    void committed_messages() throws Exception {
        boolean[] committed = {false};
        Address address = at(Mutability.live(() -> {}).until(() -> committed[0]), "<sip:a@b>");
        SipURI uri = uriOf(address);
        address.setDisplayName("before");

        committed[0] = true;

        assertThatThrownBy(() -> address.setDisplayName("after")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setUser("after")).isInstanceOf(IllegalStateException.class);
        assertThat(address).hasToString("\"before\" <sip:a@b>");
    }

    @Test
    @DisplayName("ADR-40: an address put into a message is live: each later change is heard there")
    void addresses_are_live() throws Exception {
        int[] heard = {0};
        Address address = Addresses.address("<sip:a@b>");
        Parameterable there = Addresses.moved(address, Mutability.live(() -> heard[0]++));
        assertThat(there).isSameAs(address);

        address.setDisplayName("A");
        address.setParameter("x", "y");
        uriOf(address).setUser("c");
        SipURI replacement = Addresses.sipUri("d", "e");
        address.setURI(replacement);
        replacement.setPort(5070);

        assertThat(heard[0]).isEqualTo(5);
        assertThat(there).hasToString("\"A\" <sip:d@e:5070>;x=y");
    }

    @Test
    void an_address_that_the_application_made_is_its_own_again_once_the_message_is_sent() throws Exception {
        int[] heard = {0};
        boolean[] committed = {false};
        Address address = Addresses.address("<sip:a@b>");
        Addresses.moved(address, Mutability.live(() -> heard[0]++).until(() -> committed[0]));
        address.setDisplayName("first");

        committed[0] = true;
        address.setDisplayName("second");
        uriOf(address).setUser("c");
        assertThat(heard[0]).isEqualTo(1);

        Addresses.moved(address, Mutability.live(() -> heard[0] += 10));
        address.setParameter("x", "y");
        uriOf(address).setUser("d");
        assertThat(heard[0]).isEqualTo(21);
        assertThat(address).hasToString("\"second\" <sip:d@b>;x=y");
    }

    @Test
    void an_address_of_a_received_message_goes_into_another_one_as_a_copy() throws Exception {
        Address received = at(Mutability.READ_ONLY, "<sip:a@b>");
        Address moved = (Address) Addresses.moved(received, Mutability.live(() -> {}));

        moved.setDisplayName("B");
        uriOf(moved).setUser("c");

        assertThat(moved).hasToString("\"B\" <sip:c@b>");
        assertThat(received).hasToString("<sip:a@b>");
    }

    @Test
    void a_uri_of_a_received_message_goes_into_a_new_address_as_a_copy() throws Exception {
        Address received = at(Mutability.READ_ONLY, "<sip:a@b>");
        Address made = Addresses.address(uriOf(received), "New");

        uriOf(made).setUser("c");

        assertThat(made).hasToString("\"New\" <sip:c@b>");
        assertThat(received).hasToString("<sip:a@b>");
    }

    @Test
    void a_uri_that_a_new_address_is_made_of_stays_part_of_it() {
        SipURI uri = Addresses.sipUri("a", "b");
        Address address = Addresses.address(uri, null);

        uri.setUser("c");

        assertThat(address.getURI()).isSameAs(uri);
        assertThat(address).hasToString("<sip:c@b>");
    }

    @Test
    void the_value_is_name_and_uri() throws Exception {
        Address address = Addresses.address("A <sip:a@b;lr>;x=y");
        assertThat(address.getValue()).isEqualTo("\"A\" <sip:a@b;lr>");

        address.setValue("<tel:+1;z=1>");
        assertThat(address).hasToString("<tel:+1;z=1>;x=y");
        assertThatThrownBy(() -> address.setValue("nothing at all")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address.setValue("<sip:a@b>;tag=1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void other_implementations_come_in_through_their_text() throws Exception {
        Address foreign = Stub.of(Address.class, Map.of("toString", "\"F\" <sip:f@g>;x=y"));
        SipURI uri = Stub.of(SipURI.class, Map.of("toString", "sip:f@g"));
        Address address = Addresses.address("<sip:a@b>");
        address.setURI(uri);

        assertThat(Addresses.toNameAddr(foreign)).isEqualTo(NameAddr.parse("\"F\" <sip:f@g>;x=y"));
        assertThat(Addresses.toSipUri(uri).host()).isEqualTo("g");
        assertThat(address).hasToString("<sip:f@g>");
        assertThatThrownBy(() -> Addresses.toUri(Stub.of(SipURI.class, Map.of("toString", "?"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void text_that_is_no_address_is_refused() {
        for (String text : new String[] {"", "<sip:a@b", "\"A <sip:a@b>", "A", "<>"}) {
            assertThatThrownBy(() -> Addresses.address(text)).as(text).isInstanceOf(ServletParseException.class);
        }
    }

    @Test
    void values_travel_as_text_and_arrive_free() throws Exception {
        Address address = at(Mutability.READ_ONLY, "\"A\" <sip:a@b>;tag=1");

        Address arrived = travelled(address);

        assertThat(arrived).hasToString(address.toString());
        arrived.setDisplayName("B");
        assertThat(travelled(Addresses.sipUri("a", "b"))).hasToString("sip:a@b");
        assertThat(travelled(Addresses.parameterable("presence;id=1"))).hasToString("presence;id=1");
    }

    @SuppressWarnings("unchecked")
    private static <T> T travelled(T value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    private static SipURI uriOf(Address address) {
        return (SipURI) Objects.requireNonNull(address.getURI());
    }

    private static Address at(Mutability place, String text) throws SyntaxException {
        return Addresses.address(NameAddr.parse(text), place);
    }
}
