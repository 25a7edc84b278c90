/**
 * The pattern language of {@code sip.xml}, by which an initial request finds its servlet: JSR 289, chapter 16 (and JSR
 * 116, chapter 11). A pattern is a tree of records without state; it reads a request through the JSR's interface only.
 */
@NullMarked
package org.sipario.servlet.mapping;

import org.jspecify.annotations.NullMarked;
