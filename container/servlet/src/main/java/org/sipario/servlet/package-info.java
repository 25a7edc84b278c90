/**
 * JSR 289 and 359 in motion: applications, routing, sessions, timers and the facades that applications see.
 */
@NullMarked
package org.sipario.servlet;

import org.jspecify.annotations.NullMarked;
