package dev.kontor.folders;

/// The columns of a folder and of a file `c` where both are in one list, as [ChildMapper] reads
/// them through [dev.kontor.files.FilesSql#COLUMNS].
public final class ChildSql {

    public static final String FOLDER =
            """
            'folder' as type, c.user_id, c.id, c.name, c.parent_folder_id, c.description,
              c.is_favorite, c.created_at, c.updated_at,
              null::text as mime_type, null::bigint as size, null::boolean as is_public\
            """;

    public static final String FILE =
            """
            'file' as type, c.user_id, c.id, c.name, c.parent_folder_id, c.description,
              c.is_favorite, c.created_at, c.updated_at,
              c.mime_type, c.size, c.is_public\
            """;

    private ChildSql() {}
}
