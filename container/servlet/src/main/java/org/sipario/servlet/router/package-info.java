/**
 * The default application router, which reads its rules from a file (JSR 289, appendix C), and the finding of another
 * router that takes its place (JSR 289 §15.4). It depends on the API alone, as any other application router does.
 * The Tomcat module chooses and creates the router; everything else asks it through {@code SipApplicationRouter}.
 */
@NullMarked
package org.sipario.servlet.router;

import org.jspecify.annotations.NullMarked;
