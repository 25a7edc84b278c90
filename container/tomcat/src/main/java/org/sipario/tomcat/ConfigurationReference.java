package org.sipario.tomcat;

import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code conf/server.xml} can say of Sipario's own elements, as the code that reads it knows it. {@code
 * docs/guide/reference.md} is made of this. What the elements have of Tomcat's is in Tomcat's documentation.
 */
public final class ConfigurationReference {
    private ConfigurationReference() {}

    /** Attributes of {@code <Engine className="org.sipario.tomcat.SipEngine">}. */
    public static List<Setting> engine() {
        return Stream.concat(SipEngine.OWN.stream(), StackSettings.TABLE.stream())
                .toList();
    }

    /** Attributes of {@code <Connector protocol="org.sipario.tomcat.SipProtocol">}. */
    public static List<Setting> connector() {
        return ListeningSettings.TABLE;
    }

    /** Attributes of {@code <Host className="org.sipario.tomcat.SipHost">}. */
    public static List<Setting> host() {
        return SipHost.OWN;
    }
}
