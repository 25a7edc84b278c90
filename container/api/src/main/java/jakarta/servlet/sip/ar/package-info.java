/**
 * What the container and an application router say to each other.
 *
 * <p>The router decides which application serves an initial request. The container asks it once before each application
 * of a chain, passes what it said the last time, and does as it says. JSR 289 §15; the default router is in appendix C.
 */
package jakarta.servlet.sip.ar;
