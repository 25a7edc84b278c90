package org.sipario.tomcat.deploy;

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
 * Deploys what is in {@code apps/}: Tomcat's deployer, which also accepts {@code .sar} and converts {@code javax}
 * archives.
 *
 * <p>An archive is always unpacked into a directory of its name beside it, after conversion if it needs that. A file that
 * cannot be deployed is reported once, in one line, and tried again when it has changed.
 */
public final class SipHostConfig extends HostConfig {
    private static final System.Logger LOG = System.getLogger("org.sipario.Deployment");

    /** An archive that has changed so recently may still be being copied: hot deployment leaves it for the next check. */
    private static final long SETTLED_MILLIS = 1000;

    /** How long to wait before checking again whether another thread has finished with an application. */
    private static final long BEING_SERVICED_NANOS = 1_000_000;

    /** Archives that were refused, with the modification time they then had. */
    private final Map<Path, Long> refused = new HashMap<>();

    private final Deployments deployments = new Deployments();

    private volatile boolean starting;

    /** Created by Tomcat, from the class name in {@code conf/server.xml}. */
    public SipHostConfig() {}

    /** What has become of each file and directory. */
    public Deployments deployments() {
        return deployments;
    }

    /**
     * Deploys what is in {@code apps/} under a name; what is already deployed is left alone unless it has changed.
     *
     * @param stem the name without ending
     * @param file the name of the archive or directory
     */
    public Deployment deploy(String stem, String file) {
        String context = new ContextName(stem, false).getName();
        check(context);
        return deployments
                .all()
                .getOrDefault(file, new Deployment(file, context, 0, file + " is not deployed; the log says why"));
    }

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

    /** Whether nothing is deployed under this name; refuses the archive when another file has the name. */
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
            refuse(archive.file(), "it cannot be unpacked (" + e.getMessage() + "); replace it by an intact archive");
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
     * Makes the archive the first of the watched files: when one of them has changed or is gone, Tomcat deletes those
     * after it, and that must be the unpacked directory and never the archive.
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
            problem = child instanceof SipContext application
                    ? application.problem()
                    : file.getFileName() + " is not deployed; the log says why";
        }
        deployments.add(new Deployment(
                file.getFileName().toString(), context.getName(), file.toFile().lastModified(), problem));
    }

    @Override
    protected void checkResources(DeployedApplication application, boolean skipFileModificationResolutionCheck) {
        super.checkResources(application, skipFileModificationResolutionCheck);
        if (!deployed.containsKey(application.name)) {
            gone(application.name);
        }
    }

    /** Undeploys what is in {@code apps/} under a name, and deletes its files before they could be deployed again. */
    public void undeploy(String stem, Runnable deleteFiles) {
        String context = new ContextName(stem, false).getName();
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
        LOG.log(INFO, "undeployed: {0}", context);
        deployments.remove(context);
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
            refuse(source, "it cannot be converted (" + e.getMessage() + "); replace it by an intact archive");
        }
    }

    /** Archives that are there at the start count as complete: a started server has deployed them. */
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
        deployments.add(
                new Deployment(name, "/" + name, file.toFile().lastModified(), file + " is not deployed: " + why));
    }

    private void forgetRefusedThatAreGone() {
        for (Path file : List.copyOf(refused.keySet())) {
            if (!file.toFile().exists()) {
                refused.remove(file);
                deployments.remove("/" + file.getFileName());
            }
        }
    }

    private Path appBase() {
        return host.getAppBaseFile().toPath();
    }

    private Path workFolder() {
        return host.getCatalinaBase().toPath().resolve("work/conversion");
    }
}
