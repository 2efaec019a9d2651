package dev.kontor.tree;

import dev.kontor.shared.database.Filter;

/// The filters that lists of files and lists of folders have in common.
public final class ItemFilters {

    /// Not a parameter: favourites have indexes of their own, and only a constant leads to them.
    public static final Filter FAVORITE = new Filter("favorite", "favorite", "is_favorite", null);

    public static final Filter NOT_FAVORITE = new Filter("favorite", "notFavorite", "not is_favorite", null);

    private ItemFilters() {}
}
