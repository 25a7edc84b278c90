/**
 * The calls in capture files: their messages by Call-ID, and the participants. Reads the files of a crashed server,
 * too.
 */
@NullMarked
package org.sipario.trace.calls;

import org.jspecify.annotations.NullMarked;
