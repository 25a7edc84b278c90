package org.sipario.arquillian;

import java.lang.annotation.Annotation;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.test.impl.enricher.resource.OperatesOnDeploymentAwareProvider;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jspecify.annotations.Nullable;

/** Gives {@link SipAddresses} to tests that are clients: what the container said when it deployed. */
public final class AddressesOutside extends OperatesOnDeploymentAwareProvider {
    @Inject
    private @Nullable Instance<ProtocolMetaData> deployed;

    /** Made by Arquillian. */
    public AddressesOutside() {}

    @Override
    public boolean canProvide(Class<?> type) {
        return type.equals(SipAddresses.class);
    }

    @Override
    public @Nullable Object doLookup(ArquillianResource resource, Annotation... qualifiers) {
        ProtocolMetaData said = deployed == null ? null : deployed.get();
        return said == null || !said.hasContext(SipAddresses.class) ? null : said.getContext(SipAddresses.class);
    }
}
