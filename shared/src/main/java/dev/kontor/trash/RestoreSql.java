package dev.kontor.trash;

import dev.kontor.files.FileRowSql;
import dev.kontor.folders.ChildSql;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// The statement of [Trash] that restores a batch.
final class RestoreSql {

    /// `<out_of_trash>`: for the part `destination` (`id`, `trash_id`) of items, brings back the folders
    /// below them, and deletes the items' own rows.
    static final Fragment OUT_OF_TRASH = new Fragment("out_of_trash", """
        restored_folders as (
          update folders f
          set is_deleted = false, deleted_at = null, trash_id = null
          from destination d
          where f.user_id = :user_id and f.trash_id = d.trash_id and f.id <> d.id and f.is_deleted
        ),
        old_item as (
          delete from trash_items t
          using destination d
          where t.user_id = :user_id and t.id = d.trash_id
        )
        """);

    /// Restores one item with what was deleted along with it, if its name is free in its place, and
    /// names the others of its batch. The transaction holds the tree's lock alone.
    static final Query RESTORE = new Query(
            "trash.restore",
            """
            with item as (
              select t.id, t.file_id, t.folder_id, t.batch_id, t.created_at
              from trash_items t
              where <item>
              for update
            ),
            thing as (
              select 'file' as type, c.id, c.name, c.parent_folder_id
              from item i
              join files c on c.user_id = :user_id and c.id = i.file_id
              where c.is_deleted
              union all
              select 'folder' as type, c.id, c.name, c.parent_folder_id
              from item i
              join folders c on c.user_id = :user_id and c.id = i.folder_id
              where c.is_deleted
            ),
            place as (
              select t.type, t.id, coalesce(:name::text, t.name) as name, p.id as parent_folder_id
              from thing t
              left join folders p
                on p.user_id = :user_id and p.id = t.parent_folder_id and not p.is_deleted
            ),
            taken as (
              <taken_file>
              union all
              <taken_folder>
            ),
            destination as (
              select i.id as trash_id, p.id, p.name, p.parent_folder_id
              from item i, place p
              where not exists (select from taken)
            ),
            restored_file as (
              update files f
              set is_deleted = false, deleted_at = null,
                name = d.name, parent_folder_id = d.parent_folder_id
              from destination d
              where f.user_id = :user_id and f.id = d.id and f.is_deleted
              returning f.*
            ),
            restored_folder as (
              update folders f
              set is_deleted = false, deleted_at = null, trash_id = null,
                name = d.name, parent_folder_id = d.parent_folder_id
              from destination d
              where f.user_id = :user_id and f.id = d.id and f.is_deleted
              returning f.*
            ),
            <out_of_trash>,
            restored_files as (
              update files f
              set is_deleted = false, deleted_at = null
              from destination d
              join folders b on b.user_id = :user_id and b.trash_id = d.trash_id and b.is_deleted
              where f.user_id = :user_id and f.parent_folder_id = b.id and f.is_deleted
                and not exists (
                  select from trash_items t where t.user_id = :user_id and t.file_id = f.id
                )
            ),
            mate as (
              select
                case when m.file_id is null then 'folder' else 'file' end as type,
                coalesce(m.file_id, m.folder_id) as id
              from item i
              join trash_items m
                on m.user_id = :user_id and m.created_at = i.created_at and m.batch_id = i.batch_id
              where not m.is_purged and m.id <> i.id
              order by id
            ),
            f as (
              select
                <folder>
              from restored_folder c
              union all
              select
                <file>
              from restored_file c
            )
            select
              case when not exists (select from item) then 'NOT_IN_TRASH' end as refusal,
              exists (select from taken) as is_taken,
              array(select m.type from mate m) as mate_types,
              array(select m.id from mate m) as mate_ids,
              p.type, p.name as place_name, p.parent_folder_id as place_parent_folder_id,
              <columns>
            from (values (1)) as one
            left join place p on true
            left join f on true
            <tags>
            <version>
            """,
            TrashSql.ITEM,
            OUT_OF_TRASH,
            taken("taken_file", "files", "file"),
            taken("taken_folder", "folders", "folder"),
            ChildSql.FOLDER,
            ChildSql.FILE,
            FileRowSql.COLUMNS,
            FileRowSql.TAGS,
            FileRowSql.VERSION);

    private RestoreSql() {}

    /// The places `place` whose name a live thing there has already, by their ids. The index needs
    /// different conditions for the top level and for a folder.
    static Fragment taken(String name, String table, String type) {
        return new Fragment(name, """
            select p.id
            from place p
            join <table> s on s.user_id = :user_id and s.parent_folder_id = p.parent_folder_id
            where p.type = '<type>'
              and name_hash(s.name) = name_hash(p.name) and not s.is_deleted
            union all
            select p.id
            from place p
            join <table> s on s.user_id = :user_id and s.parent_folder_id is null
            where p.type = '<type>' and p.parent_folder_id is null
              and name_hash(s.name) = name_hash(p.name) and not s.is_deleted
            """, new Fragment("table", table), new Fragment("type", type));
    }
}
