@NullMarked
package org.sipario.apps.proxy;

import org.jspecify.annotations.NullMarked;
