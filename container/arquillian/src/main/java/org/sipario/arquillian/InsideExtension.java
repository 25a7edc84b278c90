package org.sipario.arquillian;

import org.jboss.arquillian.container.test.spi.RemoteLoadableExtension;

/** What Arquillian finds inside the archive under test. */
public final class InsideExtension implements RemoteLoadableExtension {

    /** Made by Arquillian. */
    public InsideExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        ResourcesInside.register(builder);
    }
}
