@NullMarked
package org.sipario.samples.b2bua;

import org.jspecify.annotations.NullMarked;
