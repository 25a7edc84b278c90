/**
 * The SIP {@code <Connector>} of {@code conf/server.xml}: its attributes, checked, and the listening point that it opens
 * (RFC 3261 §18). It asks an engine for listening points through {@code ListeningPoints} and does not know which engine
 * that is. Every other package of this module may use it, to read where a server listens.
 */
@NullMarked
package org.sipario.tomcat.connector;

import org.jspecify.annotations.NullMarked;
