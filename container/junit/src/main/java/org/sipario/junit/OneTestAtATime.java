package org.sipario.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Keeps tests that share a server apart where JUnit runs tests in parallel. */
final class OneTestAtATime implements ResourceLocksProvider {

    OneTestAtATime() {}

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method test) {
        Class<?> outermost = enclosing.isEmpty() ? testClass : enclosing.getFirst();
        return Set.of(new Lock("server of " + outermost.getName()));
    }
}
