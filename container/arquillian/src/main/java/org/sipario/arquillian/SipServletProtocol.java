package org.sipario.arquillian;

import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.test.spi.client.deployment.DeploymentPackager;
import org.jboss.arquillian.protocol.servlet5.BaseServletProtocol;

/** Arquillian's servlet protocol, by which tests run inside an application, for archives that may be a {@code .sar}, too. */
public final class SipServletProtocol extends BaseServletProtocol {
    private static final String NAME = "SIP Servlet 1.1";

    static final ProtocolDescription DESCRIPTION = new ProtocolDescription(NAME);

    /** Made by Arquillian. */
    public SipServletProtocol() {}

    @Override
    protected String getProtocolName() {
        return NAME;
    }

    @Override
    public DeploymentPackager getPackager() {
        return new SipArchivePackager();
    }
}
