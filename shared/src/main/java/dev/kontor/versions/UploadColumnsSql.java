package dev.kontor.versions;

import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Fragment;

/// The fragments that concern uploads, for the statements of other features too.
public final class UploadColumnsSql {

    /// The columns of a version `v` whose content is to be uploaded, as [PendingUploadMapper] reads them.
    public static final Fragment COLUMNS = new Fragment("upload_columns", """
        v.id as upload_id, v.storage_key, v.size as declared_size, v.mime_type as declared_mime_type,
        v.checksum as declared_checksum, v.part_size, v.upload_expires_at
        """);

    /// `<upload_end>`: when an upload in parts that begins now is over.
    public static final Fragment END = new Fragment(
            "upload_end", "now() + interval '%d seconds'".formatted(Limits.UPLOAD_IN_PARTS_LIFETIME.toSeconds()));

    private UploadColumnsSql() {}
}
