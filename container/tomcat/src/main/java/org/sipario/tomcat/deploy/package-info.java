/**
 * From a {@code .war}, {@code .sar} or directory to a running application: unpacking, conversion from {@code javax},
 * descriptors, JNDI and injection (JSR 289 chapters 7 and 14). The host watches {@code apps/} and keeps what became of
 * each file; a context is one application, web and SIP half together. {@code embedded} and {@code standalone} use it.
 */
@NullMarked
package org.sipario.tomcat.deploy;

import org.jspecify.annotations.NullMarked;
