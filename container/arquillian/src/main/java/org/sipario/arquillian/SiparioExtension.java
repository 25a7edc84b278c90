package org.sipario.arquillian;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.test.spi.client.deployment.AuxiliaryArchiveAppender;
import org.jboss.arquillian.container.test.spi.client.protocol.Protocol;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;

/** What Arquillian finds on the class path: the container, its protocol, and what can be injected into tests. */
public final class SiparioExtension implements LoadableExtension {

    /** Made by Arquillian. */
    public SiparioExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, SiparioContainer.class)
                .service(Protocol.class, SipServletProtocol.class)
                .service(ResourceProvider.class, AddressesOutside.class)
                .service(AuxiliaryArchiveAppender.class, InsideArchive.class);
    }
}
