@NullMarked
package org.sipario.location;

import org.jspecify.annotations.NullMarked;
