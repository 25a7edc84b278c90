/**
 * Test user agents, running call flows, an in-memory network and a virtual clock.
 */
@NullMarked
package org.sipario.testkit;

import org.jspecify.annotations.NullMarked;
