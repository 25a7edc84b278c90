/**
 * The JSR's circle of objects, tied once: request, response, session, application session, proxy, branch, timers, factory.
 *
 * <p>JSR 289 chapters 4 to 6, 9 to 12. What an application holds in its hands. Each object checks the caller's right, says
 * in the words of RFC 3261 what is wanted and leaves the doing to the rooms below: {@code core} knows dialogs and proxying,
 * {@code transaction} how to send. Everything that happens to one application session happens in its queue.
 */
@NullMarked
package org.sipario.servlet.facade;

import org.jspecify.annotations.NullMarked;
