/**
 * The packed server as a process: it reads {@code conf/server.xml}, refuses what that file gets wrong with file and
 * line, and runs until it is stopped. The commands of {@code bin/sipario} that question a running server are here too,
 * with the file in {@code run/} through which they find it. Nothing depends on this package but the scripts, and the
 * documentation on {@code ConfigurationReference}.
 */
@NullMarked
package org.sipario.tomcat.standalone;

import org.jspecify.annotations.NullMarked;
