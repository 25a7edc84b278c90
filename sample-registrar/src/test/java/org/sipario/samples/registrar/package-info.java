@NullMarked
package org.sipario.samples.registrar;

import org.jspecify.annotations.NullMarked;
