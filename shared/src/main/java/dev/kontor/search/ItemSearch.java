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

    /// Finds the files and folders whose name or description contains the text, without regard to
    /// case and accents. They are sorted by rank, and newest first within each rank.
    /// `RESOURCE_NOT_FOUND` for a folder that does not exist, is in the trash, or belongs to
    /// another user.
    ///
    /// A search is bounded when the filter leaves many files. Above [Limits#SEARCH_WALKED_ROWS]
    /// files and folders, the total counts no further than [Limits#SEARCH_COUNTED_ROWS]. Above
    /// [Limits#SEARCH_SCANNED_ROWS], a text without three letters or digits in a row is found at
    /// the beginning of every name, but elsewhere only in the newest files and folders.
    public Result<Page<Hit>> find(ListRequest<SearchFilter> request) {
        var filter = request.filter();
        return database.query(SearchSql.find(filter), request)
                .filter(SearchSql.OF_TYPE, "mime_type", filter.mimeType())
                .bind("q", filter.q())
                .bind("tag_id", filter.tagId())
                .bind("in_folder", filter.inFolder())
                .bind("walked", Limits.SEARCH_WALKED_ROWS)
                .bind("scanned", Limits.SEARCH_SCANNED_ROWS)
                .bind("counted", Limits.SEARCH_COUNTED_ROWS)
                .page(HIT);
    }
}
