package org.sipario.tomcat.standalone;

import java.util.List;
import org.sipario.tomcat.Setting;
import org.sipario.tomcat.connector.ListeningSettings;
import org.sipario.tomcat.deploy.SipHost;
import org.sipario.tomcat.engine.StackSettings;

/**
 * What {@code conf/server.xml} can say of Sipario's own elements, as the code that reads it knows it; {@code
 * docs/guide/reference.md} is generated from this. What the elements have of Tomcat's is in Tomcat's documentation.
 */
public final class ConfigurationReference {
    private ConfigurationReference() {}

    /** Attributes of {@code <Engine className="org.sipario.tomcat.engine.SipEngine">}. */
    public static List<Setting> engine() {
        return StackSettings.TABLE;
    }

    /** Attributes of {@code <Connector protocol="org.sipario.tomcat.connector.SipProtocol">}. */
    public static List<Setting> connector() {
        return ListeningSettings.TABLE;
    }

    /** Attributes of {@code <Host className="org.sipario.tomcat.deploy.SipHost">}. */
    public static List<Setting> host() {
        return SipHost.TABLE;
    }
}
