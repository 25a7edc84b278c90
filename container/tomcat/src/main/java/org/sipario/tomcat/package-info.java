/**
 * The only room that knows Catalina: SIP connectors, deployment of archives, converged sessions, the embedded server.
 */
@NullMarked
package org.sipario.tomcat;

import org.jspecify.annotations.NullMarked;
