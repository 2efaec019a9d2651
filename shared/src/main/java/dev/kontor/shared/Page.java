package dev.kontor.shared;

import java.util.List;
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
}
