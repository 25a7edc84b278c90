package jakarta.servlet.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what the iterators of JSR 289 run over, in their order, for the lists and sets that JSR 359 put beside them.
 */
final class Encountered {

    private Encountered() {}

    static <T> List<T> list(Iterator<? extends T> values) {
        List<T> all = new ArrayList<>();
        values.forEachRemaining(all::add);
        return Collections.unmodifiableList(all);
    }

    static <T> Set<T> set(Iterator<? extends T> values) {
        Set<T> all = new LinkedHashSet<>();
        values.forEachRemaining(all::add);
        return Collections.unmodifiableSet(all);
    }

    static <T> Set<T> set(Enumeration<T> values) {
        return set(values.asIterator());
    }
}
