/** The calls in capture files: their messages by Call-ID, and who took part. Works on the files of a server that has crashed, too. */
@NullMarked
package org.sipario.trace.calls;

import org.jspecify.annotations.NullMarked;
