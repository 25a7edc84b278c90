/**
 * The location service of RFC 3261 §6: which contacts a user registered, which URIs belong to this server, and so where a
 * request goes.
 *
 * <p>A small library that the shipped applications carry in {@code WEB-INF/lib}. It sees the SIP Servlet API and JDBC, and
 * no container. {@link org.sipario.location.LocationService} is the way in for those that route requests, with {@link
 * org.sipario.location.TargetSet} for the order of targets; {@link org.sipario.location.LocationTables} for the registrar.
 */
@NullMarked
package org.sipario.location;

import org.jspecify.annotations.NullMarked;
