package org.sipario.tomcat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sipario.tomcat.Setting;

class StackSettingsTest {
    private final StackSettings settings = new StackSettings();

    @Test
    void every_default_is_a_value_that_the_engine_takes() {
        assertThat(StackSettings.TABLE).isNotEmpty().allSatisfy(row -> settings.set(row.name(), row.standard()));
        assertThat(settings.container()).isEqualTo(new StackSettings().container());
        assertThat(settings.transport()).isEqualTo(new StackSettings().transport());
        assertThat(settings.grace()).isEqualTo(new StackSettings().grace());
        assertThat(settings.dar()).isEqualTo(new StackSettings().dar());
    }

    @Test
    void a_misspelt_name_is_answered_with_every_name_there_is() {
        assertThatThrownBy(() -> settings.set("grce", "2"))
                .hasMessageStartingWith("SipEngine has no attribute \"grce\"; besides Tomcat's own it has dar, grace, ")
                .message()
                .contains(StackSettings.TABLE.stream().map(Setting::name).toList());
    }

    @Test
    void a_grace_of_0_is_none_and_a_time_of_0_is_refused() {
        settings.set("grace", "0");

        assertThat(settings.grace()).isEqualTo(Duration.ZERO);
        assertThatThrownBy(() -> settings.set("t1", "0")).hasMessage("t1=\"0\" is not a whole number, 1 or more");
    }
}
