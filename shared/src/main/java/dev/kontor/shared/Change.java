package dev.kontor.shared;

import org.jspecify.annotations.Nullable;

/// One member of a JSON merge patch (RFC 7396): left out, or set, to null as well.
///
/// @param given false leaves the column as it is
public record Change<T extends @Nullable Object>(
        boolean given, @Nullable T value) {

    public static <T extends @Nullable Object> Change<T> none() {
        return new Change<>(false, null);
    }

    public static <T extends @Nullable Object> Change<T> to(@Nullable T value) {
        return new Change<>(true, value);
    }
}
