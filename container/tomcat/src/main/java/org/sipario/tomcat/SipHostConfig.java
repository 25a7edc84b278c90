package org.sipario.tomcat;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.Container;
import org.apache.catalina.startup.HostConfig;
import org.apache.catalina.util.ContextName;

/**
 * Deploys what lies in {@code apps/}: Tomcat's deployer, which also takes {@code .sar} and converts {@code javax} archives.
 *
 * <p>An archive is always unpacked into a directory of its name beside it, converted first where it must be. What cannot be
 * deployed is complained about once, in one line, and looked at again when it has changed.
 */
public final class SipHostConfig extends HostConfig {
    private static final System.Logger LOG = System.getLogger("org.sipario.Deployment");

    /** An archive that has changed this recently may still be being copied; hot deployment leaves it for the next look. */
    private static final long SETTLED_MILLIS = 1000;

    /** How long to wait before asking again whether somebody else has done with an application. */
    private static final long BEING_SERVICED_NANOS = 1_000_000;

    /** Archives that we refused, with the modification time they then had. */
    private final Map<Path, Long> refused = new HashMap<>();

    private volatile boolean starting;

    /** Made by Tomcat, which knows this class from {@code conf/server.xml}. */
    public SipHostConfig() {}

    @Override
    protected void deployWARs(File appBase, String[] files) {
        forgetRefusedThatAreGone();
        for (String file : new TreeSet<>(Arrays.asList(files))) {
            ArchiveFile archive = new ArchiveFile(appBase.toPath().resolve(file));
            if (ArchiveFile.named(file) && archive.file().toFile().isFile()) {
                offer(new ContextName(archive.baseName(), false), archive);
            }
        }
    }

    @Override
    protected void deployApps(String name) {
        ContextName context = new ContextName(name, false);
        for (String ending : List.of(".war", ".sar")) {
            ArchiveFile archive = new ArchiveFile(appBase().resolve(context.getBaseName() + ending));
            if (archive.file().toFile().isFile() && !deploymentExists(name)) {
                deploy(context, archive);
                return;
            }
        }
        super.deployApps(name);
    }

    private void offer(ContextName context, ArchiveFile archive) {
        if (!tryAddServiced(context.getName())) {
            return;
        }
        try {
            if (!isRefused(archive.file()) && !isBeingCopied(archive) && isFree(context, archive)) {
                deploy(context, archive);
            }
        } finally {
            removeServiced(context.getName());
        }
    }

    /** Whether nothing is deployed under this name; complains when something of another kind is. */
    private boolean isFree(ContextName context, ArchiveFile archive) {
        if (!deploymentExists(context.getName())) {
            return true;
        }
        DeployedApplication there = deployed.get(context.getName());
        if (there != null
                && !there.redeployResources.containsKey(archive.file().toString())
                && !archive.baseName().equals(firstName(there))) {
            refuse(
                    archive.file(),
                    "there is already " + firstName(there) + ", which has the same name: rename one of them");
        }
        return false;
    }

    private static String firstName(DeployedApplication application) {
        return new File(application.redeployResources.keySet().iterator().next()).getName();
    }

    private void deploy(ContextName context, ArchiveFile archive) {
        long begun = System.nanoTime();
        try {
            new Unpacking(host, workFolder()).unpack(archive);
        } catch (IOException | IllegalArgumentException e) {
            refuse(archive.file(), "it cannot be unpacked (" + e.getMessage() + "): put a whole one here");
            return;
        }
        super.deployDirectory(context, appBase().resolve(context.getBaseName()).toFile());
        DeployedApplication application = deployed.get(context.getName());
        if (application != null) {
            watchFirst(application, archive);
        }
        report(context, archive.file(), begun);
    }

    /**
     * Puts the archive before all else that is watched: Tomcat deletes what stands behind the thing that changed or went away,
     * and that must be the unpacked directory and never the archive.
     */
    private static void watchFirst(DeployedApplication application, ArchiveFile archive) {
        Map<String, Long> others = new LinkedHashMap<>(application.redeployResources);
        application.redeployResources.clear();
        application.redeployResources.put(archive.file().toString(), archive.modified());
        others.keySet().removeIf(ArchiveFile::named);
        application.redeployResources.putAll(others);
    }

    @Override
    protected void deployDirectory(ContextName context, File directory) {
        long begun = System.nanoTime();
        super.deployDirectory(context, directory);
        report(context, directory.toPath(), begun);
    }

    private void report(ContextName context, Path file, long begun) {
        Container child = host.findChild(context.getName());
        boolean running = child != null && child.getState().isAvailable();
        String problem = "";
        if (running) {
            LOG.log(
                    INFO,
                    "deployed: {0} at {1} in {2} ms",
                    file.getFileName(),
                    context.getDisplayName(),
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        } else {
            problem = child instanceof SipContext ours
                    ? ours.problem()
                    : file.getFileName() + " is not deployed; the log says why";
        }
        record(new Deployment(
                file.getFileName().toString(), context.getName(), file.toFile().lastModified(), problem));
    }

    @Override
    protected void checkResources(DeployedApplication application, boolean skipFileModificationResolutionCheck) {
        super.checkResources(application, skipFileModificationResolutionCheck);
        if (!deployed.containsKey(application.name)) {
            gone(application.name);
        }
    }

    /** Takes an application away at once, and then its files, before anybody could deploy these anew. */
    void undeploy(String context, Runnable deleteFiles) {
        while (!tryAddServiced(context)) {
            LockSupport.parkNanos(BEING_SERVICED_NANOS);
        }
        try {
            if (deployed.containsKey(context)) {
                unmanageApp(context);
                gone(context);
            }
            deleteFiles.run();
        } finally {
            removeServiced(context);
        }
    }

    private void gone(String context) {
        if (host instanceof SipHost ours) {
            LOG.log(INFO, "undeployed: {0}", context);
            ours.undeployed(context);
        }
    }

    @Override
    protected void migrateLegacyApps() {
        File[] candidates = host.getLegacyAppBaseFile().listFiles();
        if (candidates == null) {
            return;
        }
        Arrays.sort(candidates);
        for (File candidate : candidates) {
            File converted = new File(host.getAppBaseFile(), candidate.getName());
            boolean ours = candidate.isDirectory() || ArchiveFile.named(candidate.getName());
            if (ours
                    && candidate.lastModified() != converted.lastModified()
                    && !isRefused(candidate.toPath())
                    && !isBeingCopied(new ArchiveFile(candidate.toPath()))) {
                migrate(candidate.toPath(), converted.toPath());
            }
        }
    }

    private void migrate(Path source, Path target) {
        try {
            JakartaConversion.convert(source, target, workFolder());
            LOG.log(INFO, "converted from javax to jakarta: {0}", source.getFileName());
        } catch (IOException | IllegalArgumentException e) {
            refuse(source, "it cannot be converted (" + e.getMessage() + "): put a whole one here");
        }
    }

    /** What lies there at the start is whole: nobody starts a server while he copies, and it is to serve when it says so. */
    @Override
    public void start() {
        starting = true;
        try {
            super.start();
        } finally {
            starting = false;
        }
    }

    private boolean isBeingCopied(ArchiveFile archive) {
        return !starting
                && host.getState().isAvailable()
                && System.currentTimeMillis() - archive.modified() < SETTLED_MILLIS;
    }

    private boolean isRefused(Path file) {
        return Long.valueOf(file.toFile().lastModified()).equals(refused.get(file));
    }

    private void refuse(Path file, String why) {
        LOG.log(ERROR, "{0} is not deployed: {1}", file, why);
        refused.put(file, file.toFile().lastModified());
        String name = file.getFileName().toString();
        record(new Deployment(name, "/" + name, file.toFile().lastModified(), file + " is not deployed: " + why));
    }

    private void forgetRefusedThatAreGone() {
        for (Path file : List.copyOf(refused.keySet())) {
            if (!file.toFile().exists()) {
                refused.remove(file);
                if (host instanceof SipHost ours) {
                    ours.undeployed("/" + file.getFileName());
                }
            }
        }
    }

    private void record(Deployment deployment) {
        if (host instanceof SipHost ours) {
            ours.deployed(deployment);
        }
    }

    private Path appBase() {
        return host.getAppBaseFile().toPath();
    }

    private Path workFolder() {
        return host.getCatalinaBase().toPath().resolve("work/conversion");
    }
}
