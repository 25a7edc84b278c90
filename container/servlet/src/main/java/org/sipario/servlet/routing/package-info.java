/**
 * The way of a request: asking the application router for the next application (JSR 289, Procedure for Routing an
 * Initial Request), the requests that go from one application to the next inside this server, and the sending of those
 * that leave it. It knows applications and the layers below; {@code servlet.facade} and the container itself use it.
 */
@NullMarked
package org.sipario.servlet.routing;

import org.jspecify.annotations.NullMarked;
