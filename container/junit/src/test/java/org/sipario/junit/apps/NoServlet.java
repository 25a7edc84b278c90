package org.sipario.junit.apps;

/** A class that is no servlet. */
public class NoServlet {}
