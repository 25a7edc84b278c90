/**
 * The message trace: {@code recording} writes what a server receives and sends, {@code capture} is the form of the
 * files, {@code calls} finds calls in them, {@code export} makes tests, scenarios and capture files of calls. Here is
 * the command that joins the last three; it needs no server.
 *
 * <p>{@code tomcat} comes in for {@code recording}, {@code bin/sipario} for the command. Knows messages as they are
 * parsed, and nothing else of the server.
 */
@NullMarked
package org.sipario.trace;

import org.jspecify.annotations.NullMarked;
