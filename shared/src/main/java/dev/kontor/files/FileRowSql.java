package dev.kontor.files;

import dev.kontor.shared.database.Fragment;

/// The fragments that read a file `f`, for every statement that returns files.
public final class FileRowSql {

    /// The columns of a file `f` with [#TAGS] and [#VERSION] joined to it, as [FileMapper] reads
    /// them.
    public static final Fragment COLUMNS = new Fragment("columns", """
        f.id, f.name, f.mime_type, f.size, f.parent_folder_id, f.description,
        f.is_favorite, f.is_public, f.created_at, f.updated_at,
        coalesce(v.version, 1) as current_version, v.version is not null as is_uploaded,
        t.tag_ids, t.tag_names, t.tag_colors
        """);

    /// The tags `t` of one file, as [FileMapper] reads them: sorted by name.
    static final Fragment TAG_ARRAYS = new Fragment("tag_arrays", """
        array_agg(t.id order by name_order(t.name), t.id) as tag_ids,
        array_agg(t.name order by name_order(t.name), t.id) as tag_names,
        array_agg(t.color order by name_order(t.name), t.id) as tag_colors
        """);

    /// All tags of a file, in the statement that reads the file.
    public static final Fragment TAGS = new Fragment("tags", """
        left join lateral (
          select
            <tag_arrays>
          from file_tags ft
          join tags t on t.user_id = ft.user_id and t.id = ft.tag_id
          where ft.user_id = f.user_id and ft.file_id = f.id
        ) t on true
        """, TAG_ARRAYS);

    /// The newest version whose content has arrived.
    public static final Fragment VERSION = new Fragment("version", """
        left join lateral (
          select v.version
          from file_versions v
          where v.user_id = f.user_id and v.file_id = f.id and v.is_uploaded
          order by v.version desc
          limit 1
        ) v on true
        """);

    private FileRowSql() {}
}
