package org.sipario.servlet.mapping;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

/** Makes an object of an interface whose methods return what the test says. */
public final class Stub {

    private Stub() {}

    /** @param answers by method name; where there is none, the answer is null, and an error where null can not be */
    public static <T> T of(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object key = arguments != null && arguments.length == 1 && arguments[0] instanceof String name
                            ? method.getName() + " " + name
                            : method.getName();
                    return Optional.ofNullable(answers.get(key)).orElse(answers.get(method.getName()));
                }));
    }
}
