package dev.kontor.functions.snapshot;

import java.util.function.Supplier;

/// What handlers stand on, as far as a snapshot has to do with it.
public interface Application extends AutoCloseable {

    /// Constructs a handler that stands on this one.
    <T> T within(Supplier<T> constructor);

    /// Closes the connections; the next statement opens them again.
    @Override
    void close();
}
