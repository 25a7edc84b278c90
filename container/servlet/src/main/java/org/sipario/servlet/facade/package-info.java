/**
 * The objects of JSR 289 that applications hold: requests, responses, sessions, proxies, the factory. Each checks what
 * the specification lets the application do, translates words, enters the session's queue and delegates to the state in
 * {@code session}, {@code useragent} and {@code proxy}.
 *
 * <p>All are package-private: {@link org.sipario.servlet.facade.Facades} is the only door, used by {@code invocation},
 * the container itself and Tomcat's converged sessions.
 */
@NullMarked
package org.sipario.servlet.facade;

import org.jspecify.annotations.NullMarked;
