/**
 * Finds the servers that a URI means: NAPTR, SRV and addresses of the name service. RFC 3263 §4, RFC 2782.
 */
@NullMarked
package org.sipario.transport.locate;

import org.jspecify.annotations.NullMarked;
