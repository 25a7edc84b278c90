package org.sipario.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Detail.Header;

/**
 * A user agent for tests: writes and reads text of its own and shares no code with the server, so it is a second opinion.
 *
 * <p>In a {@link Ladder} it does what is written there and nothing by itself. For those who would rather talk in Java it has
 * verbs: {@link #register}, {@link #call(TestUserAgent)}, {@link #answer}, {@link #hangUp} and so on. A verb says what its name
 * says, waits for what must come of it, and fails as a ladder does. While verbs are played all user agents have manners: they
 * acknowledge, accept re-INVITEs, BYE and whatever else needs no decision, and follow a REFER. To lose a message or to delay it
 * is a matter of ladders, where it is written what comes of it.
 *
 * <p>Calls that go on at the same time are on different {@linkplain #line lines}. Not safe to use from several threads.
 */
public final class TestUserAgent {

    private static final Duration EXPIRES = Duration.ofHours(1);

    private final Line line;
    private final Network network;

    TestUserAgent(Line line, Network network) {
        this.line = line;
        this.network = network;
    }

    Line line() {
        return line;
    }

    /**
     * Another line of it, as a telephone has several: the same address and account, calls of its own. {@code alice.line("2")} is
     * {@code alice/2} in a ladder. A second call that comes while one goes on rings on line 2, the next one on 3; a call made
     * for a REFER is on the line {@code transfer}, a subscription on the line that has the name of its event.
     *
     * @param name letters, digits, {@code . - _}
     */
    public TestUserAgent line(String name) {
        return new TestUserAgent(line.account.line(name), network);
    }

    /** As in the ladder. */
    public String name() {
        return line.shown();
    }

    /** What it speaks. */
    public Transport transport() {
        return line.account.transport;
    }

    /** Where it is reached. */
    public InetSocketAddress address() {
        return line.account.address;
    }

    /** Its address of record: {@code sip:NAME@DOMAIN}. */
    public String aor() {
        return line.account.aor();
    }

    /** The URI of its Contact, by which it is reached directly. */
    public String contact() {
        return line.account.contact();
    }

    /** Whom it calls where a ladder names no Request-URI. Default: the other user agent the ladder speaks of. */
    public TestUserAgent calls(String uri) {
        line.account.callee = uri;
        return this;
    }

    /** With which it answers a challenge: in a ladder when 401 or 407 came and it is to say the same request again. */
    public TestUserAgent credentials(String user, String password) {
        line.account.credentials = new Credentials(user, password);
        return this;
    }

    /** A header that each of its requests outside of dialogs bears, as Route or Supported. */
    public TestUserAgent header(String header, String value) {
        line.account.always.put(header, value);
        return this;
    }

    /** From now on its calls carry session descriptions: offers and answers of audio, with nobody at the port. */
    public TestUserAgent media() {
        return media(line.account.audio());
    }

    /** From now on its calls carry session descriptions. @param offer its first one; answers use its address and port */
    public TestUserAgent media(Sdp offer) {
        line.account.media = offer;
        return this;
    }

    /** All requests it heard in its latest call, repetitions included, in order. */
    public List<TextMessage> requestsHeard() {
        Call call = line.current();
        return call == null ? List.of() : call.requestsHeard();
    }

    /**
     * Its latest call on this line.
     *
     * @throws AssertionError if there was none
     */
    public Call call() {
        return script().latest();
    }

    // Verbs: registration.

    /** Registers its Contact for an hour, with digest where it is asked for. RFC 3261 §10. */
    public TestUserAgent register() {
        return register(EXPIRES);
    }

    /** Registers its Contact for so long. */
    public TestUserAgent register(Duration expires) {
        events().register(expires);
        return this;
    }

    /** Takes the registration back. */
    public TestUserAgent unregister() {
        return register(Duration.ZERO);
    }

    // Verbs: calls.

    /** Calls somebody by his address of record; says the INVITE, and does not wait for what he says to it. */
    public Call call(TestUserAgent callee) {
        return call(callee.aor());
    }

    /** Calls a URI; says the INVITE, and does not wait for what is said to it. */
    public Call call(String uri) {
        return script().call(uri);
    }

    /** Waits for a call and lets it ring. */
    public Call ring() {
        return progress(180);
    }

    /** Waits for a call and says how it goes on. @param status 101 to 199 */
    public Call progress(int status) {
        return script().progress(status);
    }

    /** Waits for a call and says how it goes on, reliably: until the PRACK comes. RFC 3262. @param status 101 to 199 */
    public Call progressReliably(int status) {
        return script().progressReliably(status);
    }

    /** Waits for a call and answers it; until the ACK comes. */
    public Call answer() {
        return script().finish(200);
    }

    /** Waits for a call and refuses it; until the ACK comes. @param status 300 to 699 */
    public Call reject(int status) {
        return script().finish(status);
    }

    /** Waits for a call and sends the caller elsewhere with a 302; until the ACK comes. */
    public Call redirect(String uri) {
        return script().finish(302, new Header("Contact", "<" + uri + ">"));
    }

    /** Takes back its INVITE: as soon as something was said to it, until the 487. RFC 3261 §9.1. */
    public Call cancel() {
        return script().cancel();
    }

    /** Ends the call. */
    public Call hangUp() {
        return script().inside("BYE");
    }

    /** Puts the other side on hold: RFC 3264 §8.4. Needs {@link #media()}. */
    public Call hold() {
        return script().hold();
    }

    /** Takes the other side back from hold. */
    public Call resume() {
        return script().resume();
    }

    /** A re-INVITE that changes nothing. */
    public Call reinvite() {
        return script().inside("INVITE");
    }

    /** An UPDATE that changes nothing. RFC 3311. */
    public Call update() {
        return script().inside("UPDATE");
    }

    /** An INFO in the call. RFC 6086. */
    public Call info(String type, String body) {
        return script().inside("INFO", with(type, body));
    }

    /**
     * Asks the other side of the call to talk to somebody else: until it has agreed and says how it goes. When that has succeeded
     * this side hangs up by itself. RFC 5589.
     *
     * @param to whom it calls; if that is another line of this user agent, it takes over the call there
     */
    public Call transfer(TestUserAgent to) {
        return script().transfer(to.name());
    }

    /** Asks the other side of the call to talk to somebody else, who is reached by a URI. */
    public Call transfer(String uri) {
        return script().transfer("<" + uri + ">");
    }

    // Verbs: messages, subscriptions, publications.

    /** A page of plain text. RFC 3428. */
    public Call message(String text, TestUserAgent to) {
        return message(text, to.aor());
    }

    /** A page of plain text to whom or what has that URI. */
    public Call message(String text, String uri) {
        return message(with("text/plain", text), uri);
    }

    /** A page with a body of any kind. @param change gives it its body */
    public Call message(UnaryOperator<TextMessage> change, String uri) {
        return events().message(uri, change);
    }

    /**
     * Subscribes to somebody's state for an hour, or refreshes that: until the NOTIFY. RFC 6665.
     *
     * @param event the event package, as {@code presence}
     */
    public Call subscribe(String event, TestUserAgent to) {
        return subscribe(event, to.aor());
    }

    /** Subscribes to the state of whom or what has that URI, as the other one does. */
    public Call subscribe(String event, String uri) {
        return events().subscribe(event, uri, EXPIRES);
    }

    /** Ends the subscription: until the last NOTIFY. */
    public Call unsubscribe(String event) {
        return events().unsubscribe(event);
    }

    /** Tells its subscriber of an event how things are. */
    public Call notify(String event, String type, String body) {
        return events().notify(event, with(type, body));
    }

    /** Publishes its state for an hour, or what has become of it: then with SIP-If-Match. RFC 3903. */
    public TestUserAgent publish(String event, String type, String body) {
        events().publish(event, EXPIRES, with(type, body));
        return this;
    }

    /** Takes back what it published. */
    public TestUserAgent unpublish(String event) {
        events().publish(event, Duration.ZERO, UnaryOperator.identity());
        return this;
    }

    // Verbs: anything.

    /** Sends bytes as they are, a message or not; waits for nothing. */
    public TestUserAgent say(byte[] bytes) {
        network.scene().say(line, bytes);
        return this;
    }

    /**
     * The next message of that kind which it hears or, while verbs were played, has heard; what came before it is past.
     *
     * @param what as behind the arrow of a rung: {@code 486}, {@code 200 BYE}, {@code NOTIFY}
     * @throws LadderFailure if none comes
     */
    public TextMessage hears(String what) {
        return network.scene().hears(line, what);
    }

    private CallScript script() {
        return new CallScript(line, network.scene());
    }

    private EventScript events() {
        return new EventScript(line, network.scene());
    }

    private static UnaryOperator<TextMessage> with(String type, String body) {
        return message -> message.withBody(type, body);
    }

    @Override
    public String toString() {
        return line.shown();
    }
}
