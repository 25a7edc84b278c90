package org.sipario.arquillian;

import org.jboss.arquillian.container.test.spi.RemoteLoadableExtension;
import org.jboss.arquillian.container.test.spi.client.deployment.AuxiliaryArchiveAppender;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The library that goes into an archive for tests that run inside it. */
public final class InsideArchive implements AuxiliaryArchiveAppender {

    /** Made by Arquillian. */
    public InsideArchive() {}

    @Override
    public Archive<?> createAuxiliaryArchive() {
        return ShrinkWrap.create(JavaArchive.class, "arquillian-sipario.jar")
                .addClasses(InsideExtension.class, ResourcesInside.class, SipAddresses.class)
                .addAsServiceProvider(RemoteLoadableExtension.class, InsideExtension.class);
    }
}
