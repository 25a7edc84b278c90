package org.sipario.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.sipario.message.Transport;
import org.sipario.testkit.Detail.Header;

/**
 * A user agent for tests: writes and reads text of its own and shares no code with the server, so it is a second opinion.
 *
 * <p>In a {@link Ladder} it does what is written there and nothing by itself. For those who would rather talk in Java it has
 * verbs: {@link #register}, {@link #call(TestUserAgent)}, {@link #answer}, {@link #hangUp} and so on. A verb says what its name
 * says, waits for what must come of it, and fails as a ladder does. While verbs are played all user agents have manners: they
 * acknowledge, accept re-INVITEs, BYE and whatever else needs no decision, and follow a REFER.
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
        Call call = line.current();
        if (call == null) {
            throw new AssertionError(this + " has no call");
        }
        return call;
    }

    // Verbs: registration.

    /** Registers for an hour, with digest where it is asked for. RFC 3261 §10. */
    public TestUserAgent register() {
        return register(EXPIRES);
    }

    /** Registers its Contact; zero takes it back. */
    public TestUserAgent register(Duration expires) {
        ask(line, "REGISTER", expires(expires));
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

    /** Calls a URI. */
    public Call call(String uri) {
        Call call = scene().say(line, "INVITE " + uri);
        scene().settle();
        return call;
    }

    /** Waits for a call and lets it ring. */
    public Call ring() {
        return progress(180);
    }

    /** Waits for a call and says how it goes on. @param status 100 to 199 */
    public Call progress(int status) {
        Call call = incoming();
        scene().say(line, status + " INVITE");
        scene().settle();
        return call;
    }

    /** Waits for a call and says how it goes on, reliably: until the PRACK comes. RFC 3262. */
    public Call progressReliably(int status) {
        Call call = incoming();
        scene().say(line, status + " INVITE", new Header("Require", "100rel"));
        String number = call.reliableNumber + " ";
        await(
                "PRACK",
                () -> call.lastHeard("PRACK") instanceof TextMessage prack
                        && prack.required("RAck").startsWith(number));
        return call;
    }

    /** Waits for a call and answers it; until the ACK comes. */
    public Call answer() {
        return finish("200 INVITE");
    }

    /** Waits for a call and refuses it; until the ACK comes. @param status 300 to 699 */
    public Call reject(int status) {
        return finish(status + " INVITE");
    }

    /** Waits for a call and sends the caller elsewhere; until the ACK comes. */
    public Call redirect(String uri) {
        return finish("302 INVITE", new Header("Contact", "<" + uri + ">"));
    }

    private Call finish(String words, Detail... details) {
        Call call = incoming();
        scene().say(line, words, details);
        TextMessage invite = call.lastHeard("INVITE");
        await(
                "ACK",
                () -> invite != null
                        && call.lastHeard("ACK") instanceof TextMessage ack
                        && ack.sequence() == invite.sequence());
        return call;
    }

    private Call incoming() {
        await("INVITE", () -> line.current() instanceof Call call && call.openFor(200, "INVITE") != null);
        return call();
    }

    /** Takes back its INVITE: once something provisional was heard, until the 487. RFC 3261 §9.1. */
    public Call cancel() {
        Call call = call();
        await("180 INVITE", () -> call.status() > 0);
        scene().say(line, "CANCEL");
        scene().await(
                        line,
                        "487 INVITE",
                        () -> call.status() == 487 && call.finals.containsKey("CANCEL"),
                        heard -> heard.status() >= 200
                                && heard.method().equals("INVITE")
                                && heard.status() != 487
                                && call.callId.equals(heard.header("Call-ID")));
        scene().settle();
        return call;
    }

    /** Ends the call. */
    public Call hangUp() {
        up();
        return ask(line, "BYE", same());
    }

    /** Puts the other side on hold: RFC 3264 §8.4. */
    public Call hold() {
        return reinvite(described().held());
    }

    /** Takes the other side back from hold. */
    public Call resume() {
        return reinvite(described().resumed());
    }

    /** A re-INVITE that changes nothing. */
    public Call reinvite() {
        up();
        return ask(line, "INVITE", same());
    }

    private Call reinvite(Direction direction) {
        return ask(line, "INVITE", same(), new Detail.Media(direction));
    }

    private Direction described() {
        Sdp sdp = up().media.local();
        if (sdp == null) {
            throw new AssertionError(this + " has said nothing of its media in this call: let it have media()");
        }
        return sdp.direction();
    }

    /** An UPDATE that changes nothing. RFC 3311. */
    public Call update() {
        up();
        return ask(line, "UPDATE", same());
    }

    /** An INFO in the call. RFC 6086. */
    public Call info(String type, String body) {
        up();
        return ask(line, "INFO", with(type, body));
    }

    /**
     * Asks the other side of the call to talk to somebody else: until it has agreed and says how it goes. When it has succeeded
     * this side hangs up by itself. RFC 5589.
     *
     * @param to whom it calls; if that is another line of this user agent, it takes over the call there
     */
    public Call transfer(TestUserAgent to) {
        Call call = up();
        ask(line, "REFER", same(), new Header("Refer-To", to.name()));
        await("NOTIFY", () -> call.lastHeard("NOTIFY") != null);
        return call;
    }

    // Verbs: messages, subscriptions, publications.

    /** A page of plain text. RFC 3428. */
    public Call message(String text, TestUserAgent to) {
        return message(to, page -> page.withBody("text/plain", text));
    }

    /** A page with a body of any kind. @param change gives it its body */
    public Call message(TestUserAgent to, UnaryOperator<TextMessage> change) {
        return scene().ask(line.account.line("message"), "MESSAGE " + to.aor(), change);
    }

    /**
     * Subscribes to somebody's state, or refreshes that: until the first NOTIFY. RFC 6665.
     *
     * @param event the event package, as {@code presence}
     */
    public Call subscribe(String event, TestUserAgent to) {
        return subscribe(event, to, EXPIRES);
    }

    /** Ends the subscription: until the last NOTIFY. */
    public Call unsubscribe(String event, TestUserAgent to) {
        return subscribe(event, to, Duration.ZERO);
    }

    private Call subscribe(String event, TestUserAgent to, Duration expires) {
        Line own = eventLine(event);
        Call before = own.current();
        boolean known = before != null && before.isUp();
        long notified = before == null ? 0 : before.count("NOTIFY");
        String words = known ? "SUBSCRIBE" : "SUBSCRIBE " + to.aor();
        Call call = ask(own, words, same(), new Header("Event", event), expires(expires));
        scene().await(own, "NOTIFY", () -> call.count("NOTIFY") > (known ? notified : 0), _ -> false);
        scene().settle();
        return call;
    }

    /** Tells its subscriber of an event how things are. */
    public Call notify(String event, String type, String body) {
        return ask(eventLine(event), "NOTIFY", with(type, body), new Header("Event", event));
    }

    /** Publishes its state, or what has become of it: then with SIP-If-Match. RFC 3903. */
    public TestUserAgent publish(String event, String type, String body) {
        ask(line, "PUBLISH", with(type, body), new Header("Event", event));
        return this;
    }

    /** Takes back what it published. */
    public TestUserAgent unpublish(String event) {
        ask(line, "PUBLISH", same(), new Header("Event", event), expires(Duration.ZERO));
        return this;
    }

    // Verbs: anything.

    /** Sends bytes as they are, a message or not; waits for nothing. */
    public TestUserAgent say(byte[] bytes) {
        scene().say(line, bytes);
        return this;
    }

    /**
     * The next message of that kind which it hears or, while verbs were played, has heard; what came before it is past.
     *
     * @param what as behind the arrow of a rung: {@code 486}, {@code 200 BYE}, {@code NOTIFY}
     * @throws LadderFailure if none comes
     */
    public TextMessage hears(String what) {
        String[] words = what.strip().split(" +", 2);
        while (true) {
            TextMessage found = line.account.look(
                    line,
                    each -> each.what().equals(words[0])
                            && (words.length == 1 || each.method().equals(words[1])));
            if (found != null) {
                return found;
            }
            scene().awaitNext(line, what);
        }
    }

    private Scene scene() {
        return network.scene();
    }

    private void await(String expected, BooleanSupplier done) {
        scene().await(line, expected, done, _ -> false);
        scene().settle();
    }

    private Call ask(Line on, String words, UnaryOperator<TextMessage> change, Detail... details) {
        return scene().ask(on, words, change, details);
    }

    private Call ask(Line on, String words, Detail... details) {
        return ask(on, words, same(), details);
    }

    private Line eventLine(String event) {
        return line.account.line(Scene.eventLine(event));
    }

    private Call up() {
        Call call = line.current();
        if (call == null || !call.isUp()) {
            throw new AssertionError(this + " is in no call");
        }
        return call;
    }

    private static Header expires(Duration time) {
        return new Header("Expires", Long.toString(time.toSeconds()));
    }

    private static UnaryOperator<TextMessage> same() {
        return UnaryOperator.identity();
    }

    private static UnaryOperator<TextMessage> with(String type, String body) {
        return message -> message.withBody(type, body);
    }

    @Override
    public String toString() {
        return line.shown();
    }
}
