/**
 * An embedded server, an application and the testkit in a JUnit test.
 */
@NullMarked
package org.sipario.junit;

import org.jspecify.annotations.NullMarked;
