package dev.kontor.folders;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.optionalUuid;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.database.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads a folder from a row.
final class FolderMapper implements RowMapper<Folder> {

    @Override
    public Folder map(ResultSet row) throws SQLException {
        return new Folder(
                uuid(row, "id"),
                row.getString("name"),
                optionalUuid(row, "parent_folder_id"),
                row.getString("description"),
                row.getBoolean("is_favorite"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }
}
