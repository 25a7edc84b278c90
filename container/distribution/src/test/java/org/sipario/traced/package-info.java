/** What the server records, exported and put to use: calls through the applications that ship. */
@NullMarked
package org.sipario.traced;

import org.jspecify.annotations.NullMarked;
