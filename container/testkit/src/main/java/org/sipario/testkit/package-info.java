/**
 * Test user agents, call flows that run, an in-memory network and a virtual clock. For tests only; knows messages as
 * the server's own modules do, and nothing else of the server: its user agents write and read text of their own.
 *
 * <p>A {@link org.sipario.testkit.Ladder} is played on a {@link org.sipario.testkit.Network}: in memory, where time
 * stands still, or over loopback sockets. Its lines are
 *
 * <pre>
 * alice -> proxy  INVITE                     said by a user agent: performed
 * alice -> proxy  INVITE sip:bob@host        … with this Request-URI
 * bob   -> proxy  200                        … a response to the newest open request it can mean
 * bob   -> proxy  200 CANCEL                 … a response to that method
 * alice -> bob    ACK                        … past the server, from user agent to user agent
 * alice/2 -> proxy INVITE                    … on alice's second line, which has calls of its own
 *     + Supported: 100rel                    with this header, replacing one of that name
 *     + SDP                                  with the offer or answer that is due
 *     + SDP: sendonly                        … going this way: sendrecv, sendonly, recvonly, inactive
 *     + Refer-To: alice/2                    the address of the peer on that line, with Replaces; or of a user agent
 *     | Hello                                with this line of the body, text/plain unless Content-Type says otherwise
 *     - Contact                              without that header; "- SDP": without a session description
 * proxy -> bob    INVITE                     said by another name: expected of the server, as the next thing it says
 * proxy -> bob    INVITE sip:bob@host        … with this Request-URI
 * proxy -> alice  200 BYE                    … a response to that method
 * proxy -> alice/2 200                       … in a call of that line, or in a new one that is to be there
 *     + Route: sip:edge                      with a header that contains this
 *     + SDP: recvonly                        with a session description, going this way
 *     | Hello                                with a body that contains this
 *     - Contact                              without that header
 * [proxy -> alice 100]                       may come, here or later
 * after 500ms                                time passes; ms, s or min
 * # and what follows a # is a comment, except in a body
 * proxy -> bob    INVITE   # lost            it never arrives, whichever side said it
 * alice -> proxy  INVITE   # delayed 2s      it arrives so much later
 * </pre>
 *
 * <p>A request said again before its final response is repeated byte for byte, as a retransmission is; so is a response
 * said again. After a challenge the request is said again with the user agent's
 * {@linkplain org.sipario.testkit.TestUserAgent#credentials credentials}. In a dialog it uses the dialog's route set,
 * target and tags. A message no rung takes fails the ladder, and so does one too many at the end. Over sockets, where
 * time is real and the machine may be slow, retransmissions and 100 Trying are ignored.
 *
 * <p>A message has what its RFC asks for without being told: RAck and RSeq; Event, Expires and Subscription-State;
 * Referred-By; the state of the call in the NOTIFY of a REFER; SIP-If-Match of what was published before; an offer or
 * answer where the user agent {@linkplain org.sipario.testkit.TestUserAgent#media() has media}. An INVITE on another
 * line than the REFER's, said after the REFER was accepted, is the one that was asked for. REGISTER and PUBLISH have
 * lines of their own.
 *
 * <p>The same can be said in Java: {@link org.sipario.testkit.TestUserAgent} has verbs.
 */
@NullMarked
package org.sipario.testkit;

import org.jspecify.annotations.NullMarked;
