package org.sipario.junit.apps;

import jakarta.servlet.sip.SipServlet;

/** A servlet whose author forgot the annotation. */
public class Unmarked extends SipServlet {}
