package org.sipario.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Knots of classes inside one package: sets in which each class depends on each other one, directly or through others of
 * the package. They are the strongly connected components of the graph of classes, and none of their classes can be
 * understood, tested or moved without all of them. A nested class counts as the file that it is in.
 */
final class ClassKnots {
    private final Map<String, Set<String>> uses = new HashMap<>();

    private ClassKnots() {}

    /** The knots of two classes and more, by package, the largest first. */
    static SortedMap<String, List<Set<String>>> of(JavaClasses classes) {
        SortedMap<String, ClassKnots> packages = new TreeMap<>();
        for (JavaClass type : classes) {
            packages.computeIfAbsent(type.getPackageName(), _ -> new ClassKnots())
                    .add(type);
        }
        SortedMap<String, List<Set<String>>> knots = new TreeMap<>();
        packages.forEach((name, graph) -> {
            List<Set<String>> found = graph.knots();
            if (!found.isEmpty()) {
                knots.put(name, found);
            }
        });
        return knots;
    }

    private void add(JavaClass type) {
        Set<String> used = uses.computeIfAbsent(file(type), _ -> new TreeSet<>());
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (target.getPackageName().equals(type.getPackageName())) {
                used.add(file(target));
            }
        }
    }

    private static String file(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName();
    }

    /** A class and the classes that it reaches and that reach it are one knot. */
    private List<Set<String>> knots() {
        Map<String, Set<String>> reached = new HashMap<>();
        uses.keySet().forEach(type -> reached.put(type, reachedFrom(type)));
        Set<Set<String>> knots = new HashSet<>();
        for (String type : uses.keySet()) {
            Set<String> knot = new TreeSet<>(reached.getOrDefault(type, Set.of()));
            knot.removeIf(other -> !reached.getOrDefault(other, Set.of()).contains(type));
            knot.add(type);
            if (knot.size() > 1) {
                knots.add(knot);
            }
        }
        List<Set<String>> sorted = new ArrayList<>(knots);
        sorted.sort(Comparator.<Set<String>>comparingInt(Set::size).reversed().thenComparing(Set::toString));
        return sorted;
    }

    private Set<String> reachedFrom(String start) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(uses.getOrDefault(start, Set.of()));
        while (!next.isEmpty()) {
            String type = next.pop();
            if (reached.add(type)) {
                next.addAll(uses.getOrDefault(type, Set.of()));
            }
        }
        return reached;
    }
}
