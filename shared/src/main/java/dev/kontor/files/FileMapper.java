package dev.kontor.files;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.list;
import static dev.kontor.shared.database.Columns.optionalUuid;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.files.File.FileTag;
import dev.kontor.shared.database.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Reads a file from a row with the columns of [FileRowSql#COLUMNS].
public final class FileMapper implements RowMapper<File> {

    @Override
    public File map(ResultSet row) throws SQLException {
        return new File(
                uuid(row, "id"),
                row.getString("name"),
                row.getString("mime_type"),
                row.getLong("size"),
                optionalUuid(row, "parent_folder_id"),
                row.getString("description"),
                row.getBoolean("is_favorite"),
                row.getBoolean("is_public"),
                row.getBoolean("is_uploaded"),
                row.getInt("current_version"),
                tags(row),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static List<FileTag> tags(ResultSet row) throws SQLException {
        List<UUID> ids = list(row, "tag_ids");
        List<String> names = list(row, "tag_names");
        List<String> colors = list(row, "tag_colors");
        return IntStream.range(0, ids.size())
                .mapToObj(i -> new FileTag(ids.get(i), names.get(i), colors.get(i)))
                .toList();
    }
}
