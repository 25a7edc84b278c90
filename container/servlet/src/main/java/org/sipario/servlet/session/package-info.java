/**
 * What keeps the work of one application session in order: its serial queue and its attributes.
 *
 * <p>JSR 289, Application Sessions. Used by the facades; knows none of them.
 */
@NullMarked
package org.sipario.servlet.session;

import org.jspecify.annotations.NullMarked;
