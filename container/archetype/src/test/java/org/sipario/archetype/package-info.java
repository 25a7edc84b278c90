/** Tests of the archetype: what it generates is built and run, as whoever generated it would do. */
@NullMarked
package org.sipario.archetype;

import org.jspecify.annotations.NullMarked;
