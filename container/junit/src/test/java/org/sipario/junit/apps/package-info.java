/** Applications for the tests of the tests. */
@NullMarked
package org.sipario.junit.apps;

import org.jspecify.annotations.NullMarked;
