/** Call flows through the whole container, in memory and under a virtual clock. */
@NullMarked
package org.sipario.servlet.flows;

import org.jspecify.annotations.NullMarked;
