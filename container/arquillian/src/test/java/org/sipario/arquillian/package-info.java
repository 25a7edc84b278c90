@NullMarked
package org.sipario.arquillian;

import org.jspecify.annotations.NullMarked;
