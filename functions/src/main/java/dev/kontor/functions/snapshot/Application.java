package dev.kontor.functions.snapshot;

import java.util.function.Supplier;

/// The part of [dev.kontor.functions.Kontor] that a snapshot needs.
public interface Application extends AutoCloseable {

    /// Constructs a handler that stands on this one.
    <T> T within(Supplier<T> constructor);

    /// Closes the connections; the next statement opens them again.
    @Override
    void close();
}
