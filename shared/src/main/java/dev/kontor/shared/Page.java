package dev.kontor.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list (S13). `total` and `page` are null where the request came with a cursor;
/// `nextCursor` is null on the last page.
public record Page<T>(
        List<T> items,
        @Nullable Long total,
        @Nullable Integer page,
        int limit,
        @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /// Converts each item of the page.
    public <U> Page<U> map(Function<? super T, ? extends U> function) {
        var mapped = items.stream().<U>map(function).toList();
        return new Page<>(mapped, total, page, limit, nextCursor);
    }
}
