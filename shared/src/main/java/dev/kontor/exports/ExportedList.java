package dev.kontor.exports;

import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Query;
import java.util.List;

/// A kind of thing that an export lists.
///
/// @param path of the list in the archive
/// @param rows the statement; it takes where the page before ended, and says where this one ends
/// @param rowsMax that are read at a time: where a row may have tens of kilobytes they are few
record ExportedList(String path, Query rows, int rowsMax) {

    private static final int FEW = 25;

    /// All of them.
    static final List<ExportedList> ALL = List.of(
            of("profile", ExportedRowsSql.PROFILE),
            of("folders", ExportedRowsSql.FOLDERS),
            of("files", ExportedRowsSql.FILES),
            of("versions", ExportedRowsSql.VERSIONS),
            of("tags", ExportedRowsSql.TAGS),
            of("file-tags", ExportedRowsSql.FILE_TAGS),
            of("shares", ExportedRowsSql.SHARES),
            of("trash", ExportedRowsSql.TRASH),
            of("balance", ExportedRowsSql.BALANCE),
            of("transactions", ExportedRowsSql.TRANSACTIONS),
            of("holds", ExportedRowsSql.HOLDS),
            of("expiring-grants", ExportedRowsSql.EXPIRING_GRANTS),
            of("purchases", ExportedRowsSql.PURCHASES),
            new ExportedList(path("settings"), ExportedRowsSql.SETTINGS, FEW),
            of("quota", ExportedRowsSql.QUOTA),
            of("exports", ExportedRowsSql.EXPORTS));

    private static ExportedList of(String name, Query rows) {
        return new ExportedList(path(name), rows, Limits.EXPORT_ROWS_PER_PIECE);
    }

    private static String path(String name) {
        return "data/" + name + ".json";
    }
}
