package dev.kontor.exports;

import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.RowMapper;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rows of a user as an export lists them. Thread-safe.
final class ExportedLists {

    private static final RowMapper<ListedRow> ROW =
            row -> new ListedRow(row.getString("json"), row.getString("reached"));

    private final Database database;

    /// A row, as the list writes it.
    ///
    /// @param json an object
    /// @param reached its place in the list: what a page that ends with it has reached
    record ListedRow(String json, String reached) {}

    ExportedLists(Database database) {
        this.database = database;
    }

    /// The next page of a list.
    ///
    /// @param reached where the page before ended; null for the first one
    /// @param rows at most
    List<ListedRow> page(ExportJob job, ExportedList list, @Nullable String reached, int rows) {
        return database.query(list.rows())
                .bind("user_id", job.userId())
                .bind("export_id", job.id())
                .bind("after", Objects.requireNonNullElse(reached, ""))
                .bind("rows", rows)
                .list(ROW)
                .orElseThrow();
    }
}
