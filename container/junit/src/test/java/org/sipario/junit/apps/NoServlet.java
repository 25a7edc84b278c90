package org.sipario.junit.apps;

/** A class like any other. */
public class NoServlet {}
