package org.sipario.tomcat.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sipario.tomcat.Setting;
import org.sipario.tomcat.connector.ListeningSettings;
import org.sipario.tomcat.deploy.SipHost;
import org.sipario.tomcat.engine.SipEngine;

class ConfigurationReferenceTest {

    /** The attributes that Tomcat would find, by its own rule: a setter of one value makes one. */
    private static List<String> setters(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
                .map(Method::getName)
                .map(name -> name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4))
                .toList();
    }

    private static List<String> names(List<Setting> settings) {
        return settings.stream().map(Setting::name).toList();
    }

    @Test
    void every_setter_of_the_host_has_its_row() {
        assertThat(names(ConfigurationReference.host())).hasSameElementsAs(setters(SipHost.class));
    }

    @Test
    void every_attribute_of_the_engine_has_its_row_and_no_setter_besides() {
        assertThat(names(ConfigurationReference.engine())).doesNotHaveDuplicates();
        assertThat(setters(SipEngine.class)).isEmpty();
    }

    @Test
    void every_attribute_of_a_connector_is_taken() {
        assertThat(names(ConfigurationReference.connector()))
                .containsExactly("transport", "address", "port", "advertisedHost", "advertisedPort");
        assertThat(ListeningSettings.of(Map.of("transport", "udp")).bind().getPort())
                .isEqualTo(Integer.parseInt(
                        ConfigurationReference.connector().get(2).standard()));
    }
}
