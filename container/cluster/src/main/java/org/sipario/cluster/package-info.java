/**
 * Distributable sessions on an existing data grid. Empty so far: a single node needs none of it.
 */
@NullMarked
package org.sipario.cluster;

import org.jspecify.annotations.NullMarked;
