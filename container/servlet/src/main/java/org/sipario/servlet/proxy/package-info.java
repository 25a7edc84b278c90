/**
 * The proxy (RFC 3261 §16): requests that applications proxy, their branches, later requests that come by our
 * Record-Route; as state without JSR objects.
 *
 * <p>Drives the pure logic of {@code core}. Used by {@code facade} and the container itself.
 */
@NullMarked
package org.sipario.servlet.proxy;

import org.jspecify.annotations.NullMarked;
