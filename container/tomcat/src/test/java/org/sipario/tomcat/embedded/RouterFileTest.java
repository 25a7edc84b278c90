package org.sipario.tomcat.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sipario.tomcat.StartFailure;

class RouterFileTest {

    @Test
    void a_router_file_that_is_not_there_is_named_as_the_program_sees_it() {
        Path missing = Path.of("no-such-dar.properties");

        assertThatThrownBy(() -> EmbeddedServer.builder().router(missing).start())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("there is no file " + missing.toAbsolutePath());
    }
}
