package dev.kontor.search;

import dev.kontor.folders.ChildMapper;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.RowMapper;

/// The search through all files and folders of one user. Thread-safe.
public final class ItemSearch {

    private static final ChildMapper CHILD = new ChildMapper();
    private static final RowMapper<Hit> HIT = row -> new Hit(row.getString("rank"), CHILD.map(row));

    private final Database database;

    public ItemSearch(Database database) {
        this.database = database;
    }

    /// The files and folders whose name or description holds the text, without regard to case and
    /// accents: by rank, and newest first in each. `RESOURCE_NOT_FOUND` for a folder that is
    /// another's, in the trash or nowhere.
    ///
    /// What is bounded where a filter leaves many files: above [Limits#SEARCH_WALKED_ROWS] files and
    /// folders the total counts no further than [Limits#SEARCH_COUNTED_ROWS]; above
    /// [Limits#SEARCH_SCANNED_ROWS], a text without three letters or digits in a row is found at the
    /// beginning of every name, and elsewhere only in the newest of them.
    public Result<Page<Hit>> find(ListRequest<SearchFilter> request) {
        var filter = request.filter();
        return database.query(SearchSql.FIND, request)
                .bind("q", filter.q())
                .bind("type", filter.type())
                .bind("tag_id", filter.tagId())
                .bind("mime_type", filter.mimeType())
                .bind("in_folder", filter.inFolder())
                .bind("walked", Limits.SEARCH_WALKED_ROWS)
                .bind("scanned", Limits.SEARCH_SCANNED_ROWS)
                .bind("counted", Limits.SEARCH_COUNTED_ROWS)
                .page(HIT);
    }
}
