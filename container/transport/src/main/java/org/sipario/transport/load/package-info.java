/**
 * Whether more comes in than can be worked on in time: RFC 7339 §5.10.1. No class here asks for the time or for the
 * current thread: both are arguments.
 */
@NullMarked
package org.sipario.transport.load;

import org.jspecify.annotations.NullMarked;
