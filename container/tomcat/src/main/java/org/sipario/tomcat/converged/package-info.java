/**
 * HTTP sessions of a SIP application: each belongs to a SIP application session and can write that one's id into URLs
 * (JSR 289, Converged Container). A valve finds the application session again when such a URL is requested. {@code
 * deploy} installs both in every application that has a SIP half.
 */
@NullMarked
package org.sipario.tomcat.converged;

import org.jspecify.annotations.NullMarked;
