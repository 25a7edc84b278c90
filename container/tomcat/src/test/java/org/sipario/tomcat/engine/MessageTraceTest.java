package org.sipario.tomcat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.trace.recording.TraceLimits;

class MessageTraceTest {

    @Test
    void a_folder_that_cannot_be_made_leaves_it_off_and_says_why(@TempDir Path folder) throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "in the way");
        MessageTrace trace = new MessageTrace(inTheWay.resolve("trace"), TraceLimits.DEFAULT, _ -> {}, () -> {});

        trace.on();

        assertThat(trace.state()).startsWith("failed ").contains(inTheWay.toString());
    }
}
