/**
 * To be: distributable sessions on an existing data grid. Nothing is here yet: a server is a single node, {@code <distributable/>} is
 * read and has no effect, and sessions end with the server.
 */
@NullMarked
package org.sipario.cluster;

import org.jspecify.annotations.NullMarked;
