package dev.kontor.shared;

import org.jspecify.annotations.Nullable;

/// Which page of which list: whose, what is let through, the order, and from where on.
///
/// @param filter a record; its `toString` stands for it in the cursors of this list, so a new
///   component voids the cursors that are out
/// @param page from 1; stands at 1 where there is a cursor
/// @param limit items, 1 to [Limits#PAGE_ITEMS_MAX]
/// @param cursor an earlier page's `nextCursor`, or null to go by `page`
public record ListRequest<F extends Record>(
        String userId,
        F filter,
        SortKey sort,
        boolean descending,
        int page,
        int limit,
        @Nullable String cursor) {

    /// Rows before the page.
    public long offset() {
        return cursor == null ? (page - 1L) * limit : 0;
    }
}
