package org.sipario.tomcat.deploy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What has become of each file and directory in {@code apps/}, by the name that it has there. */
public final class Deployments {
    private final Map<String, Deployment> byFile = new TreeMap<>();
    private volatile Runnable onChange = () -> {};

    Deployments() {}

    /** All of them, by file, as they are now. */
    public Map<String, Deployment> all() {
        synchronized (byFile) {
            return Collections.unmodifiableMap(new TreeMap<>(byFile));
        }
    }

    /** Calls back after each change, on the thread that deploys. */
    public void onChange(Runnable callback) {
        onChange = callback;
    }

    void add(Deployment deployment) {
        synchronized (byFile) {
            byFile.put(deployment.file(), deployment);
        }
        onChange.run();
    }

    /** Removes what was deployed as a context of that name. */
    void remove(String context) {
        synchronized (byFile) {
            byFile.values().removeIf(deployment -> deployment.context().equals(context));
        }
        onChange.run();
    }
}
