package jakarta.servlet.sip;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/** Objects of the API's interfaces that answer only what a test says; everything else fails by its name. */
final class Fake {

    private Fake() {}

    /** An object whose named methods answer as given, and whose default methods run as the interface has them. */
    static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        InvocationHandler handler = (self, method, arguments) -> {
            var answer = answers.get(method.getName());
            if (answer != null) {
                return answer.apply(arguments == null ? new Object[0] : arguments);
            }
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(self, method, arguments);
            }
            throw new AssertionError("unexpected call of " + method);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
