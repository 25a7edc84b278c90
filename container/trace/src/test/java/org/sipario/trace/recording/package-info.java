@NullMarked
package org.sipario.trace.recording;

import org.jspecify.annotations.NullMarked;
