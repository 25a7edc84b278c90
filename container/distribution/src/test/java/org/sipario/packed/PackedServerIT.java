package org.sipario.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.packed.PackedServer.Outcome;

/** Runs the package that users unpack. */
class PackedServerIT {
    private static PackedServer server;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = PackedServer.onFreePorts(folder.resolve("base"));
        Outcome start = server.sipario("start");
        assertThat(start.status()).as(start.output()).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        Outcome stop = server.sipario("stop");
        assertThat(stop.output()).contains("stopped");
        assertThat(stop.status()).isZero();
    }

    @Test
    void status_asks_every_listening_point() throws Exception {
        Outcome status = server.sipario("status");

        assertThat(status.output())
                .contains("http 127.0.0.1:" + server.httpPort + " answers")
                .contains("udp 127.0.0.1:" + server.sipPort + " answers")
                .contains("tcp 127.0.0.1:" + server.sipPort + " answers")
                .doesNotContain("NOT");
        assertThat(status.status()).isZero();
    }

    /** What the server has is not carried a second time: it would be scanned at every start, and be another class than the server's. */
    @Test
    void applications_bring_their_own_libraries_and_nothing_else() throws Exception {
        for (String archive : new String[] {"b2bua", "proxy", "redirect", "registrar"}) {
            try (ZipFile war = new ZipFile(
                    PackedServer.HOME.resolve("apps/" + archive + ".war").toFile())) {
                assertThat(war.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".jar")))
                        .as(archive)
                        .allMatch(name -> name.startsWith("WEB-INF/lib/sipario-location-"));
            }
        }
    }

    @Test
    void messages_are_recorded_from_the_word_on_to_the_word_off() throws Exception {
        Outcome on = server.sipario("trace", "on");
        assertThat(on.output()).contains("the message trace is on").contains("logs/trace");
        assertThat(on.status()).isZero();
        // It asks the listening points by OPTIONS.
        server.sipario("status");

        assertThat(server.sipario("trace", "off").output()).contains("the message trace is off");

        Outcome status = server.sipario("trace", "status");
        assertThat(status.output()).contains("the message trace is off").contains("1 file of ");
        Outcome list = server.sipario("trace", "list");
        assertThat(list.output())
                .contains("OPTIONS sip:127.0.0.1:" + server.sipPort)
                .contains(" 2 messages  ");
        assertThat(server.sipario("trace", "export", "nobody", "--as", "ladder").output())
                .contains("there is no call nobody in");
    }

    @Test
    void a_trace_where_no_server_runs_is_read_but_not_switched() throws Exception {
        PackedServer nobody = PackedServer.onFreePorts(folder.resolve("nobody-to-trace"));

        Outcome on = nobody.sipario("trace", "on");
        assertThat(on.output()).contains("no server runs here").contains("SIPARIO_OPTS=-Dsip.trace=on");
        assertThat(on.status()).isNotZero();
        assertThat(nobody.sipario("trace", "list").output()).contains("there are no trace files in");
    }

    @Test
    void status_fails_where_no_server_runs() throws Exception {
        Outcome status = PackedServer.onFreePorts(folder.resolve("nobody")).sipario("status");

        assertThat(status.output()).contains("no server runs here");
        assertThat(status.status()).isNotZero();
    }

    @Test
    void deploy_returns_when_the_application_runs_and_undeploy_when_it_is_gone() throws Exception {
        Path archive = Files.copy(PackedServer.HOME.resolve("apps/redirect.war"), folder.resolve("answer.war"));

        Outcome deploy = server.sipario("deploy", archive.toString());
        assertThat(deploy.output()).contains("answer.war is deployed");
        assertThat(deploy.status()).isZero();
        assertThat(server.sipario("status").output()).contains("answer.war running");

        Outcome undeploy = server.sipario("undeploy", "answer");
        assertThat(undeploy.output()).contains("answer is undeployed");
        assertThat(server.base.resolve("apps/answer")).doesNotExist();
    }

    @Test
    void a_directory_is_deployed_anew_although_nothing_in_it_says_that_it_changed() throws Exception {
        Path directory =
                Files.createDirectories(folder.resolve("pages/WEB-INF")).getParent();

        for (String edition : new String[] {"first", "second"}) {
            Files.writeString(directory.resolve("edition.txt"), edition);
            Outcome deploy = server.sipario("deploy", directory.toString());
            assertThat(deploy.output()).contains("pages is deployed");
            assertThat(deploy.status()).isZero();
        }

        assertThat(server.base.resolve("apps/pages/edition.txt")).hasContent("second");
        assertThat(server.sipario("undeploy", "pages").status()).isZero();
    }

    @Test
    void deploy_tells_when_an_archive_is_no_archive() throws Exception {
        Outcome deploy = server.sipario(
                "deploy",
                Files.writeString(folder.resolve("broken.sar"), "this is no archive")
                        .toString());

        assertThat(deploy.output()).contains("broken.sar is not deployed: it cannot be unpacked");
        assertThat(deploy.status()).isNotZero();
    }

    @Test
    void a_second_server_on_the_same_port_says_which_and_ends() throws Exception {
        Outcome second = new PackedServer(folder.resolve("second"), server.httpPort, server.sipPort).sipario("run");

        assertThat(second.output()).contains("cannot start").contains("port " + server.httpPort);
        assertThat(second.output().lines().filter(line -> line.contains("SEVERE")))
                .hasSize(1);
        assertThat(second.status()).isEqualTo(1);
    }

    @Test
    void a_second_server_on_the_same_sip_port_says_which_and_ends() throws Exception {
        PackedServer free = PackedServer.onFreePorts(folder.resolve("third"));
        Outcome third = new PackedServer(free.base, free.httpPort, server.sipPort).sipario("run");

        assertThat(third.output()).contains("cannot start").contains(Integer.toString(server.sipPort));
        assertThat(third.output().lines().filter(line -> line.contains("SEVERE")))
                .hasSize(1);
        assertThat(third.status()).isEqualTo(1);
    }

    @Test
    void a_second_server_in_the_same_base_is_refused() throws Exception {
        Outcome second = server.sipario("run");

        assertThat(second.output()).contains("already running here");
        assertThat(second.status()).isEqualTo(1);
    }

    @Test
    void a_slip_in_a_sip_connector_stops_the_start_with_its_line() throws Exception {
        PackedServer wrong = new PackedServer(folder.resolve("port"), 0, 70000);

        Outcome run = wrong.sipario("run");

        assertThat(run.output()).containsPattern("conf/server.xml, line \\d+: port=\"70000\" is not 0..65535");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void a_slip_in_server_xml_stops_the_start_with_its_line() throws Exception {
        PackedServer wrong = PackedServer.onFreePorts(folder.resolve("wrong"));
        Path conf = Files.createDirectories(wrong.base.resolve("conf"));
        Files.writeString(
                conf.resolve("server.xml"),
                Files.readString(PackedServer.HOME.resolve("conf/server.xml")).replace("appBase=", "apBase="));

        Outcome run = wrong.sipario("run");

        assertThat(run.output()).containsPattern("conf/server.xml, line \\d+: <Host> .* no attribute \"apBase\"");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void two_servers_run_side_by_side_from_one_package() throws Exception {
        PackedServer other = PackedServer.onFreePorts(folder.resolve("other"));
        try {
            Outcome start = other.sipario("start");
            assertThat(start.output()).contains("http 127.0.0.1:" + other.httpPort + " answers");
            assertThat(start.status()).isZero();
        } finally {
            other.sipario("stop");
        }
    }
}
