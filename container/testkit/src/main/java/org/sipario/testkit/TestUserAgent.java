package org.sipario.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Detail.Header;

/**
 * A user agent for tests: writes and reads text of its own and shares no code with the server, so it is a second
 * opinion.
 *
 * <p>In a {@link Ladder} it does what is written there and nothing by itself. For tests in Java it has verbs:
 * {@link #register}, {@link #call(TestUserAgent)}, {@link #answer}, {@link #hangUp} and so on. A verb says its message,
 * waits for the outcome, and fails as a ladder does. While verbs are played all user agents react by themselves: they
 * acknowledge, accept re-INVITE, BYE and other requests that need no decision, and follow a REFER. Messages can be lost
 * or delayed in ladders only.
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
     * Another line of it, as a telephone has several: the same address and account, calls of its own.
     * {@code alice.line("2")} is {@code alice/2} in a ladder. A second call that comes while one goes on rings on line
     * 2, the next one on 3; a call made for a REFER is on the line {@code transfer}, a subscription on the line that
     * has the name of its event.
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

    /** Its transport. */
    public Transport transport() {
        return line.account.transport;
    }

    /** Its socket address. */
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

    /** Sets whom it calls where a ladder names no Request-URI. Default: the other user agent of the ladder. */
    public TestUserAgent calls(String uri) {
        line.account.callee = uri;
        return this;
    }

    /** Sets its credentials for challenges: used in a ladder when the same request is said again after 401 or 407. */
    public TestUserAgent credentials(String user, String password) {
        line.account.credentials = new DigestCredentials(user, password);
        return this;
    }

    /** Adds a header to all its requests outside of dialogs, such as Route or Supported. */
    public TestUserAgent header(String header, String value) {
        line.account.always.put(header, value);
        return this;
    }

    /**
     * From now on its calls carry session descriptions: offers and answers of audio, without a listener at the port.
     */
    public TestUserAgent media() {
        return media(line.account.audio());
    }

    /**
     * From now on its calls carry session descriptions.
     *
     * @param offer its first one; answers use its address and port
     */
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

    /** Calls a user agent by its address of record; says the INVITE, and does not wait for a response. */
    public Call call(TestUserAgent callee) {
        return call(callee.aor());
    }

    /** Calls a URI; says the INVITE, and does not wait for a response. */
    public Call call(String uri) {
        return script().call(uri);
    }

    /** Waits for a call and lets it ring. */
    public Call ring() {
        return progress(180);
    }

    /** Waits for a call and sends a provisional response. @param status 101 to 199 */
    public Call progress(int status) {
        return script().progress(status);
    }

    /**
     * Waits for a call and sends a reliable provisional response: until the PRACK comes. RFC 3262.
     *
     * @param status 101 to 199
     */
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

    /** Waits for a call and redirects it with a 302; until the ACK comes. */
    public Call redirect(String uri) {
        return script().finish(302, new Header("Contact", "<" + uri + ">"));
    }

    /** Cancels its INVITE: after the first provisional response, until the 487. RFC 3261 §9.1. */
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
     * Transfers the other side of the call by REFER: until it was accepted and the first NOTIFY has come. When the
     * NOTIFY of a 2xx comes, this side hangs up by itself. RFC 5589.
     *
     * @param to whom it calls; if that is another line of this user agent, it takes over the call there
     */
    public Call transfer(TestUserAgent to) {
        return script().transfer(to.name());
    }

    /** Transfers the other side of the call to a URI. */
    public Call transfer(String uri) {
        return script().transfer("<" + uri + ">");
    }

    // Verbs: messages, subscriptions, publications.

    /** A MESSAGE with plain text. RFC 3428. */
    public Call message(String text, TestUserAgent to) {
        return message(text, to.aor());
    }

    /** A MESSAGE with plain text to a URI. */
    public Call message(String text, String uri) {
        return message(with("text/plain", text), uri);
    }

    /** A MESSAGE with any body. @param change sets the body */
    public Call message(UnaryOperator<TextMessage> change, String uri) {
        return events().message(uri, change);
    }

    /**
     * Subscribes for an hour to the state of a user agent, or refreshes that: until the NOTIFY. RFC 6665.
     *
     * @param event the event package, as {@code presence}
     */
    public Call subscribe(String event, TestUserAgent to) {
        return subscribe(event, to.aor());
    }

    /** Subscribes likewise to the state of a URI. */
    public Call subscribe(String event, String uri) {
        return events().subscribe(event, uri, EXPIRES);
    }

    /** Ends the subscription: until the last NOTIFY. */
    public Call unsubscribe(String event) {
        return events().unsubscribe(event);
    }

    /** Notifies its subscriber of an event. */
    public Call notify(String event, String type, String body) {
        return events().notify(event, with(type, body));
    }

    /** Publishes its state for an hour; the next time with SIP-If-Match. RFC 3903. */
    public TestUserAgent publish(String event, String type, String body) {
        events().publish(event, EXPIRES, with(type, body));
        return this;
    }

    /** Removes what it published. */
    public TestUserAgent unpublish(String event) {
        events().publish(event, Duration.ZERO, UnaryOperator.identity());
        return this;
    }

    // Verbs: anything.

    /** Sends bytes as they are, a message or not; waits for nothing. */
    public TestUserAgent say(byte[] bytes) {
        network.verbs().say(line, bytes);
        return this;
    }

    /**
     * The next message of that kind which it hears or, while verbs were played, has heard; what came before it is past.
     *
     * @param what as behind the arrow of a rung: {@code 486}, {@code 200 BYE}, {@code NOTIFY}
     * @throws LadderFailure if none comes
     */
    public TextMessage hears(String what) {
        return network.verbs().hears(line, what);
    }

    private CallScript script() {
        return new CallScript(line, network.verbs());
    }

    private EventScript events() {
        return new EventScript(line, network.verbs());
    }

    private static UnaryOperator<TextMessage> with(String type, String body) {
        return message -> message.withBody(type, body);
    }

    @Override
    public String toString() {
        return line.shown();
    }
}
