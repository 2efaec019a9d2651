package dev.kontor.versions;

import static dev.kontor.shared.database.Columns.optionalInstant;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.database.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reads what is to be uploaded from a row with the columns of [UploadColumnsSql#COLUMNS].
public final class PendingUploadMapper implements RowMapper<PendingUpload> {

    @Override
    public PendingUpload map(ResultSet row) throws SQLException {
        return new PendingUpload(
                row.getString("storage_key"),
                row.getLong("declared_size"),
                row.getString("declared_mime_type"),
                row.getString("declared_checksum"),
                parts(row));
    }

    private static @Nullable UploadInParts parts(ResultSet row) throws SQLException {
        var expiresAt = optionalInstant(row, "upload_expires_at");
        if (expiresAt == null) {
            return null;
        }
        var partSize = row.getLong("part_size");
        var partCount = MultipartUpload.partCount(row.getLong("declared_size"), partSize);
        return new UploadInParts(uuid(row, "upload_id"), partSize, partCount, expiresAt);
    }
}
