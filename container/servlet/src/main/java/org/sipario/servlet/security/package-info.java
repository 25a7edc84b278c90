/**
 * What a request must prove before its servlet is called: JSR 289, chapter 17. Decisions only; the proof itself
 * (digest, a certificate, an asserted identity) is asked and checked by others.
 */
@NullMarked
package org.sipario.servlet.security;

import org.jspecify.annotations.NullMarked;
