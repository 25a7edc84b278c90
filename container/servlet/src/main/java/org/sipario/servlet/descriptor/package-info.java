/**
 * What an archive says of itself: {@code WEB-INF/sip.xml} (1.0, 1.1, 2.0) and annotations, read into one record tree.
 * JSR 289, chapters 7, 18 and 19; JSR 116 for 1.0. {@link org.sipario.servlet.descriptor.Archive} is the door. Real
 * descriptors are sloppy: what can be understood is taken with a warning, what can not is refused with file, line,
 * element and advice.
 */
@NullMarked
package org.sipario.servlet.descriptor;

import org.jspecify.annotations.NullMarked;
