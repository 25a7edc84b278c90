package org.sipario.arquillian;

import java.util.Locale;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;

/**
 * The name of an archive, which says where its application is served.
 *
 * @param stem without its ending: what it is undeployed by
 */
record ArchiveName(String stem) {

    /**
     * Reads a name.
     *
     * @throws DeploymentException when it is neither a {@code .war} nor a {@code .sar}
     */
    static ArchiveName of(String name) throws DeploymentException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".war") && !isSar(name)) {
            throw new DeploymentException(name + " is neither a .war nor a .sar: make the archive with"
                    + " ShrinkWrap.create(WebArchive.class, \"NAME.war\"), or \"NAME.sar\"");
        }
        return new ArchiveName(name.substring(0, name.length() - ".war".length()));
    }

    static boolean isSar(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".sar");
    }

    /** Where the application answers HTTP: Tomcat's rules, by which {@code ROOT}, {@code a#b} and {@code a##2} are special. */
    String contextPath() {
        String path = stem.contains("##") ? stem.substring(0, stem.indexOf("##")) : stem;
        return path.equals("ROOT") ? "" : "/" + path.replace('#', '/');
    }
}
