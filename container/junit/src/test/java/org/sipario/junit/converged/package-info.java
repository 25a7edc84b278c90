/** A converged application. It lies among the tests, and is found because the package has no classes elsewhere. */
@NullMarked
package org.sipario.junit.converged;

import org.jspecify.annotations.NullMarked;
