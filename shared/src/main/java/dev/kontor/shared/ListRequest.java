package dev.kontor.shared;

import org.jspecify.annotations.Nullable;

/// The request for one page of a list.
///
/// @param userId the user whose list it is
/// @param filter decides which items the list shows. Its `toString` stands for it in the cursors of
///   the list, so a new component makes the cursors invalid that clients hold
/// @param page from 1; always 1 with a cursor
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

    /// The same request for the list of another user.
    public ListRequest<F> ofUser(String another) {
        return new ListRequest<>(another, filter, sort, descending, page, limit, cursor);
    }

    /// Rows before the page.
    public long offset() {
        return cursor == null ? (page - 1L) * limit : 0;
    }
}
