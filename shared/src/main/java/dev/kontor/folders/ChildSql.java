package dev.kontor.folders;

import dev.kontor.shared.database.Fragment;

/// Fragments of lists that hold both folders and files. The columns of a folder and of a file `c`
/// are the same, so that [dev.kontor.files.FileRowSql#COLUMNS] and [ChildMapper] read either.
public final class ChildSql {

    public static final Fragment FOLDER = new Fragment("folder", """
        'folder' as type, c.user_id, c.id, c.name, c.parent_folder_id, c.description,
        c.is_favorite, c.created_at, c.updated_at,
        null::text as mime_type, null::bigint as size, null::boolean as is_public
        """);

    public static final Fragment FILE = new Fragment("file", """
        'file' as type, c.user_id, c.id, c.name, c.parent_folder_id, c.description,
        c.is_favorite, c.created_at, c.updated_at,
        c.mime_type, c.size, c.is_public
        """);

    /// The number of the rows of both parts.
    public static final String COUNT = "(select count(*) from child_folders) + (select count(*) from child_files)";

    /// The page `f` of the folders and files in one place, from the parts `child_folders` and
    /// `child_files` of a list. Each kind gives as many rows as the page can need, in order, before
    /// the two are put together.
    public static final Fragment PAGE = new Fragment("child_page", """
        f as (
          select *
          from (
            (
              select
                <folder>
              from child_folders c
              where <is_after_folder>
              order by <key> <dir>, id <dir>
              limit <page_rows>
            )
            union all
            (
              select
                <file>
              from child_files c
              where <is_after_file>
              order by <key> <dir>, id <dir>
              limit <page_rows>
            )
          ) as child
          order by type desc, <key> <dir>, id <dir>
          <page_limit>
        )
        """, FOLDER, FILE);

    private ChildSql() {}
}
