/**
 * Container adapters for Arquillian.
 */
@NullMarked
package org.sipario.arquillian;

import org.jspecify.annotations.NullMarked;
