package dev.kontor.items;

import static dev.kontor.items.ItemListSql.LISTED;
import static dev.kontor.items.ItemListSql.LIVE_FILES;
import static dev.kontor.items.ItemListSql.LIVE_FOLDERS;
import static dev.kontor.items.ItemListSql.REFUSED;
import static dev.kontor.items.ItemsSql.LOCKED_TREE;

import dev.kontor.shared.database.Query;

/// The statement of [Items] that puts a list into the trash.
final class ItemsTrashSql {

    /// Puts everything into the trash as one batch. What lies below a folder of the list goes along with
    /// the topmost such folder: `below` finds each folder once, under the nearest of the list, and `top`
    /// the topmost of each. A list with folders needs a transaction that holds the tree's lock alone.
    static final Query TRASH = new Query("items.trash", """
        with recursive <locked_tree>,
        <listed>,
        <live_files>,
        <live_folders>,
        problem as (
          select * from missing_file
          union all
          select * from missing_folder
        ),
        below as (
          select t.id, t.id as listed_id
          from folder t
          where not exists (select from problem)
          union all
          select f.id, b.listed_id
          from below b
          join folders f on f.user_id = :user_id and f.parent_folder_id = b.id
          where not f.is_deleted and f.id not in (select t.id from folder t)
        ),
        nested as (
          select t.id, b.listed_id as outer_id
          from folder t
          join below b on b.id = t.parent_folder_id
        ),
        top as (
          select t.id, t.id as top_id
          from folder t
          where t.id not in (select n.id from nested n)
          union all
          select n.id, o.top_id
          from top o
          join nested n on n.outer_id = o.id
        ),
        subtree as (
          select b.id, o.top_id
          from below b
          join top o on o.id = b.listed_id
        ),
        single_file as (
          select t.id
          from file t
          where not exists (select from problem)
            and (t.parent_folder_id is null or t.parent_folder_id not in (select s.id from subtree s))
        ),
        batch as materialized (
          select gen_random_uuid() as id
        ),
        item as (
          insert into trash_items (user_id, file_id, folder_id, batch_id)
          select :user_id, t.id, null, batch.id
          from single_file t, batch
          union all
          select :user_id, null, s.id, batch.id
          from subtree s, batch
          where s.id = s.top_id
          returning id, folder_id
        ),
        deleted_folders as (
          update folders f
          set is_deleted = true, deleted_at = now(), trash_id = item.id
          from subtree s
          join item on item.folder_id = s.top_id
          where f.user_id = :user_id and f.id = s.id and not f.is_deleted
        ),
        deleted_content as (
          update files f
          set is_deleted = true, deleted_at = now()
          from subtree s
          where f.user_id = :user_id and f.parent_folder_id = s.id and not f.is_deleted
        ),
        deleted_files as (
          update files f
          set is_deleted = true, deleted_at = now()
          from single_file t
          where f.user_id = :user_id and f.id = t.id and not f.is_deleted
        )
        <refused>
        """, LOCKED_TREE, LISTED, LIVE_FILES, LIVE_FOLDERS, REFUSED);

    private ItemsTrashSql() {}
}
