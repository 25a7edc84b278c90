/**
 * Sipario inside Apache Tomcat, in sub-packages: {@code connector} listens, {@code engine} runs the SIP stack, {@code
 * deploy} makes archives into applications, {@code converged} joins HTTP sessions to SIP ones, {@code standalone} is the
 * packed server and {@code embedded} the one inside another program. This package has only what all of them share: what
 * an operator can set, and what is reported when a start fails. No other module uses Tomcat's classes.
 */
@NullMarked
package org.sipario.tomcat;

import org.jspecify.annotations.NullMarked;
