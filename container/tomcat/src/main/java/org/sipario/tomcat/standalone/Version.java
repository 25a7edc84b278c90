package org.sipario.tomcat.standalone;

import java.util.Objects;

/** The version of this build, from the jar's manifest. */
final class Version {
    /** Such as {@code 0.1.0}; {@code (unpacked)} when the classes do not come out of a jar. */
    static final String NUMBER =
            Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(unpacked)");

    private Version() {}
}
