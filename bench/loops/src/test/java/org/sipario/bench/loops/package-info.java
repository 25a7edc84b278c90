/** The steps that every message goes through, measured one by one. */
@NullMarked
package org.sipario.bench.loops;

import org.jspecify.annotations.NullMarked;
