package org.sipario.servlet.facade;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * The values of one header as a list iterator whose changes go back into the message (MSG-5).
 *
 * @param <T> how a value is shown
 */
final class HeaderValues<T> implements ListIterator<T> {

    private final List<T> values;
    private final Runnable permission;
    private final Consumer<List<T>> writer;
    private int next;
    private int last = -1;

    /**
     * @param permission asked before each change; throws where none is allowed
     * @param writer takes all values after each change
     */
    HeaderValues(List<T> values, Runnable permission, Consumer<List<T>> writer) {
        this.values = new ArrayList<>(values);
        this.permission = permission;
        this.writer = writer;
    }

    @Override
    public boolean hasNext() {
        return next < values.size();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = next;
        return values.get(next++);
    }

    @Override
    public boolean hasPrevious() {
        return next > 0;
    }

    @Override
    public T previous() {
        if (!hasPrevious()) {
            throw new NoSuchElementException();
        }
        last = --next;
        return values.get(next);
    }

    @Override
    public int nextIndex() {
        return next;
    }

    @Override
    public int previousIndex() {
        return next - 1;
    }

    @Override
    public void remove() {
        permission.run();
        values.remove(checkLast());
        next = last;
        last = -1;
        writer.accept(values);
    }

    @Override
    public void set(T value) {
        permission.run();
        values.set(checkLast(), value);
        writer.accept(values);
    }

    @Override
    public void add(T value) {
        permission.run();
        values.add(next++, value);
        last = -1;
        writer.accept(values);
    }

    private int checkLast() {
        if (last < 0) {
            throw new IllegalStateException("Call next() or previous() first");
        }
        return last;
    }
}
