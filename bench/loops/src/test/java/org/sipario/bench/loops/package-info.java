/** What every message goes through, each step by itself. */
@NullMarked
package org.sipario.bench.loops;

import org.jspecify.annotations.NullMarked;
