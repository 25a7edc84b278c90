@NullMarked
package org.sipario.apps.redirect;

import org.jspecify.annotations.NullMarked;
