package org.sipario.junit;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.tomcat.embedded.EmbeddedServer;

/** What a test deploys. */
sealed interface Application {

    /** Deploys it; what is there under its name is replaced. */
    void deployTo(EmbeddedServer server);

    /** The name to undeploy it by. */
    String name();

    /** The path at which it is reached by HTTP, with a slash at both ends. */
    default String path() {
        String base = name().contains("##") ? name().substring(0, name().indexOf("##")) : name();
        return base.equals("ROOT") ? "/" : "/" + base.replace('#', '/') + "/";
    }

    /**
     * Classes of the test's own process, copied.
     *
     * @param webapp a folder that is laid under them, or null
     */
    record Classes(List<Class<?>> classes, @Nullable Path webapp) implements Application {

        @Override
        public void deployTo(EmbeddedServer server) {
            Class<?>[] all = classes.toArray(Class<?>[]::new);
            if (webapp == null) {
                server.deploy(name(), all);
            } else {
                server.deploy(name(), webapp, all);
            }
        }

        @Override
        public String name() {
            return "app";
        }
    }

    /** An archive, or a directory that looks like an unpacked one. */
    record File(Path file) implements Application {

        @Override
        public void deployTo(EmbeddedServer server) {
            server.deploy(file);
        }

        @Override
        public String name() {
            return file.getFileName().toString().replaceFirst("\\.(war|sar)$", "");
        }
    }
}
