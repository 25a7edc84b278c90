@NullMarked
package org.sipario.trace.export;

import org.jspecify.annotations.NullMarked;
