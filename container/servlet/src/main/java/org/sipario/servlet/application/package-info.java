/**
 * A deployed application: its name, its servlets and listeners, its class loader and its life.
 *
 * <p>JSR 289, The Servlet Interface, Servlet Applications, Listeners and Events. Knows the API and the descriptor,
 * neither facades nor the stack.
 */
@NullMarked
package org.sipario.servlet.application;

import org.jspecify.annotations.NullMarked;
