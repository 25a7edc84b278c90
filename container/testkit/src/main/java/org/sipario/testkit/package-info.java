/**
 * Test user agents, call flows that run, an in-memory network and a virtual clock. For tests only; knows messages as the
 * server's own rooms do, and nothing else of the server: its user agents write and read text of their own.
 *
 * <p>A {@link org.sipario.testkit.Ladder} is played on a {@link org.sipario.testkit.Network}: in memory, where time stands
 * still, or over loopback sockets. Its lines are
 *
 * <pre>
 * alice -> proxy  INVITE                     said by a user agent: performed
 * alice -> proxy  INVITE sip:bob@host        … with this Request-URI
 *     + Supported: 100rel                    … with this header, replacing one of that name
 * bob   -> proxy  200                        … a response to the newest open request it can mean
 * bob   -> proxy  200 CANCEL                 … a response to that method
 * alice -> bob    ACK                        … past the server, from user agent to user agent
 * proxy -> bob    INVITE                     said by anybody else: expected of the server, as the next thing it says
 * proxy -> bob    INVITE sip:bob@host        … with this Request-URI
 *     + Route: sip:edge                      … with a header that contains this
 * proxy -> alice  200 BYE                    … a response to that method
 * [proxy -> alice 100]                       may come, here or later
 * after 500ms                                time passes; ms, s or min
 * # and what follows a # is a comment
 * proxy -> bob    INVITE   # lost            it never arrives, whoever said it
 * </pre>
 *
 * <p>A user agent that is to say again what nobody has answered finally repeats itself byte for byte, as a retransmission
 * does; so does one that says a response again. After a challenge it says the request anew with its {@linkplain
 * org.sipario.testkit.TestUserAgent#credentials credentials}. In a dialog it uses the dialog's route set, target and tags. A
 * message no rung takes fails the ladder, and so does one too many at the end.
 */
@NullMarked
package org.sipario.testkit;

import org.jspecify.annotations.NullMarked;
