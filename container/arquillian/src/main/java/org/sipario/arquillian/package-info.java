/**
 * To be: container adapters for Arquillian, managed and embedded. Nothing is here yet; tests can start an
 * {@code org.sipario.tomcat.EmbeddedServer} meanwhile.
 */
@NullMarked
package org.sipario.arquillian;

import org.jspecify.annotations.NullMarked;
