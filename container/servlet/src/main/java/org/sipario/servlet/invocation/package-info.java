/**
 * From a message to a servlet: one visible list of steps.
 *
 * <p>JSR 289, The Servlet Interface, Mapping Requests To Servlets, Security.
 */
@NullMarked
package org.sipario.servlet.invocation;

import org.jspecify.annotations.NullMarked;
