/**
 * The message trace of a running server: takes copies of messages without delaying them, and keeps the newest of them
 * in a ring of capture files.
 *
 * <p>{@code tomcat} switches it on and off and hands it the messages. Nothing here knows what a call is.
 */
@NullMarked
package org.sipario.trace.recording;

import org.jspecify.annotations.NullMarked;
