/** An application of two halves. It lies among tests, and is found all the same as there is nothing elsewhere. */
@NullMarked
package org.sipario.junit.converged;

import org.jspecify.annotations.NullMarked;
