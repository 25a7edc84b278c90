/** What calls are made into: a ladder that runs as a test, scenarios of SIPp, a capture file. */
@NullMarked
package org.sipario.trace.export;

import org.jspecify.annotations.NullMarked;
