package org.sipario.arquillian;

import java.util.Collection;
import org.jboss.arquillian.container.test.spi.TestDeployment;
import org.jboss.arquillian.container.test.spi.client.deployment.DeploymentPackager;
import org.jboss.arquillian.container.test.spi.client.deployment.ProtocolArchiveProcessor;
import org.jboss.arquillian.protocol.servlet5.Processor;
import org.jboss.arquillian.protocol.servlet5.v_5.ProtocolDeploymentAppender;
import org.jboss.arquillian.protocol.servlet5.v_5.ServletProtocolDeploymentPackager;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Puts into an archive what tests need inside it. Arquillian's own packager knows archives by the ends of their names, and {@code
 * .sar} is none of them; a {@code .sar} is laid out as a {@code .war}, so its libraries, too, go into {@code WEB-INF/lib}.
 */
final class SipArchivePackager implements DeploymentPackager {

    @Override
    public Archive<?> generateDeployment(TestDeployment deployment, Collection<ProtocolArchiveProcessor> processors) {
        Archive<?> application = deployment.getApplicationArchive();
        if (!ArchiveName.isSar(application.getName())) {
            return new ServletProtocolDeploymentPackager().generateDeployment(deployment, processors);
        }
        WebArchive sar = application.as(WebArchive.class);
        sar.addAsLibraries(deployment.getAuxiliaryArchives());
        sar.addAsLibrary(new ProtocolDeploymentAppender().createAuxiliaryArchive());
        new Processor(deployment, processors).process(sar);
        return sar;
    }
}
