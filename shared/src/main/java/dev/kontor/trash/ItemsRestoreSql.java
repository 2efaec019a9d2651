package dev.kontor.trash;

import dev.kontor.items.ItemListSql;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// The statement that restores a list of items.
final class ItemsRestoreSql {

    /// Restores the items whose names are free, each with what was deleted along with it, into their
    /// former folders, those that the list brings back too. It does nothing if it refuses one; what lies
    /// in a folder of the list and was deleted along with it comes back with that folder, and is no
    /// reason to refuse.
    ///
    /// It returns the refused ones or, without a refusal, those that another run has to restore, because
    /// their names are taken. The transaction holds the tree's lock alone.
    static final Query RESTORE = new Query(
            "trash.restoreItems",
            """
            with <listed>,
            chosen as (
              select n.id, n.name
              from unnest(:item_ids::uuid[], :item_names::text[]) as n(id, name)
              where n.name is not null
            ),
            <file_items>,
            <folder_items>,
            item as (
              select * from file_item
              union all
              select * from folder_item
            ),
            returning_folder as materialized (
              select f.id, f.trash_id, f.parent_folder_id, f.name
              from item i
              join folders f on f.user_id = :user_id and f.trash_id = i.trash_id
              where f.is_deleted
            ),
            refused as (
              select 'NOT_IN_TRASH' as refusal, l.position
              from listed l
              left join files f
                on l.type = 'file' and f.user_id = :user_id and f.id = l.id and f.is_deleted
                  and not exists (
                    select from trash_items t where t.user_id = :user_id and t.file_id = f.id
                  )
              where (l.type, l.id) not in (select i.type, i.id from item i)
                and (f.parent_folder_id is null
                  or f.parent_folder_id not in (select r.id from returning_folder r))
                and (l.type = 'file' or l.id not in (select r.id from returning_folder r))
            ),
            thing as (
              select i.position, i.type, i.id, i.trash_id, c.name, c.parent_folder_id
              from item i
              join files c on c.user_id = :user_id and c.id = i.id
              where i.type = 'file' and c.is_deleted
              union all
              select i.position, i.type, i.id, i.trash_id, c.name, c.parent_folder_id
              from item i
              join folders c on c.user_id = :user_id and c.id = i.id
              where i.type = 'folder' and c.is_deleted
            ),
            place as (
              select
                t.position, t.type, t.id, t.trash_id, coalesce(n.name, t.name) as name,
                p.id as parent_folder_id
              from thing t
              left join chosen n on n.id = t.id
              left join folders p
                on p.user_id = :user_id and p.id = t.parent_folder_id
                  and (not p.is_deleted or p.id in (select r.id from returning_folder r))
            ),
            taken as (
              select n.id
              from (
                select p.id, row_number() over (
                  partition by p.type, p.parent_folder_id, name_hash(p.name)
                  order by p.position
                ) as rank
                from place p
              ) n
              where n.rank > 1
              union all
              <taken_file>
              union all
              <taken_folder>
              union all
              select p.id
              from place p
              join returning_folder r on r.id = p.parent_folder_id
              join files s on s.user_id = :user_id and s.parent_folder_id = r.id
              where p.type = 'file' and s.is_deleted and name_hash(s.name) = name_hash(p.name)
                and not exists (
                  select from trash_items t where t.user_id = :user_id and t.file_id = s.id
                )
              union all
              select p.id
              from place p
              join returning_folder r on r.id = p.parent_folder_id
              join returning_folder s on s.parent_folder_id = r.id and s.trash_id = r.trash_id
              where p.type = 'folder' and name_hash(s.name) = name_hash(p.name)
            ),
            destination as materialized (
              select p.type, p.id, p.trash_id, p.name, p.parent_folder_id
              from place p
              where p.id not in (select t.id from taken t) and not exists (select from refused)
            ),
            restored_file as (
              update files f
              set is_deleted = false, deleted_at = null,
                name = d.name, parent_folder_id = d.parent_folder_id
              from destination d
              where d.type = 'file' and f.user_id = :user_id and f.id = d.id and f.is_deleted
            ),
            restored_folder as (
              update folders f
              set is_deleted = false, deleted_at = null, trash_id = null,
                name = d.name, parent_folder_id = d.parent_folder_id
              from destination d
              where d.type = 'folder' and f.user_id = :user_id and f.id = d.id and f.is_deleted
            ),
            <out_of_trash>,
            restored_files as (
              update files f
              set is_deleted = false, deleted_at = null
              from destination d
              join returning_folder r on r.trash_id = d.trash_id
              where f.user_id = :user_id and f.parent_folder_id = r.id and f.is_deleted
                and not exists (
                  select from trash_items t where t.user_id = :user_id and t.file_id = f.id
                )
            )
            select r.refusal, r.position, null as type, null as id, null as taken_name, null as parent_folder_id
            from refused r
            union all
            select null, t.position, t.type, t.id, t.name, p.parent_folder_id
            from thing t
            join place p on p.id = t.id
            where t.id not in (select d.id from destination d) and not exists (select from refused)
            order by position
            """,
            ItemListSql.LISTED,
            RestoreSql.OUT_OF_TRASH,
            locked("file_items", "file"),
            locked("folder_items", "folder"),
            RestoreSql.taken("taken_file", "files", "file"),
            RestoreSql.taken("taken_folder", "folders", "folder"));

    private ItemsRestoreSql() {}

    /// The items of one type, each found by the index of that type, and locked.
    private static Fragment locked(String name, String type) {
        return new Fragment(name, """
            <type>_item as (
              select l.position, l.type, l.id, t.id as trash_id
              from listed l
              join trash_items t on t.user_id = :user_id and t.<type>_id = l.id
              where l.type = '<type>' and not t.is_purged
              order by t.id
              for update of t
            )
            """, new Fragment("type", type));
    }
}
