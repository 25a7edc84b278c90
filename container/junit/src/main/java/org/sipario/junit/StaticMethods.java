package org.sipario.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The methods by which a test class says more than annotations can. */
final class StaticMethods {
    private StaticMethods() {}

    /**
     * Those of a class and its superclasses with an annotation, the superclasses' first.
     *
     * @param parameters what they must take
     * @throws Misuse when one is not static, or takes something else
     */
    static List<Method> of(Class<?> test, Class<? extends Annotation> annotation, Class<?>... parameters) {
        List<Method> methods =
                AnnotationSupport.findAnnotatedMethods(test, annotation, HierarchyTraversalMode.TOP_DOWN);
        for (Method method : methods) {
            boolean takes = List.of(method.getParameterTypes()).equals(List.of(parameters));
            if (!Modifier.isStatic(method.getModifiers()) || !takes) {
                String wanted = parameters.length == 0 ? "have no parameter" : "take " + parameters[0].getName();
                throw new Misuse(test.getName() + ": the @" + annotation.getSimpleName() + " method " + method.getName()
                        + " must be static and " + wanted);
            }
        }
        return methods;
    }

    /** Calls one; what it throws comes out as it is. */
    static @Nullable Object call(Method method, Object... arguments) {
        return ReflectionSupport.invokeMethod(method, null, arguments);
    }
}
