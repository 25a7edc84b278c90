/**
 * Which application comes next: the default application router, which reads its rules from a file (JSR 289, appendix C),
 * and the finding of another router that takes its place (JSR 289 §15.4). It knows the JSR's interfaces and nothing else.
 */
@NullMarked
package org.sipario.servlet.routing;

import org.jspecify.annotations.NullMarked;
