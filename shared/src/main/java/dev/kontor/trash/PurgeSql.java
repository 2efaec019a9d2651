package dev.kontor.trash;

import dev.kontor.files.AttachedRowsSql;
import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// The statements of [Trash] that delete the rows of items marked as deleted for good, in steps.
final class PurgeSql {

    static final Query OF_ALL_USERS = purge("trash.purge", "true");

    static final Query OF_USER = purge("trash.purgeUser", "t.user_id = :user_id");

    static final Query OF_ITEM = purge("trash.purgeItem", "t.user_id = :user_id and t.id = :trash_id");

    /// The longest wait, in seconds: of unmarked items since they expired, and of the marked items
    /// that the purge takes next since they were marked.
    static final Query OLDEST_WAITING =
            new Query("trash.oldestWaiting", """
                with expired as (
                  select extract(epoch from now() - min(t.created_at)) - :retention_seconds as seconds
                  from trash_items t
                  where not t.is_purged
                    and t.created_at < now() - make_interval(secs => :retention_seconds)
                ),
                next as (
                  select t.updated_at
                  from trash_items t
                  where t.is_purged
                  order by t.created_at
                  limit <limit>
                )
                select coalesce(greatest(expired.seconds, extract(epoch from now() - min(next.updated_at))), 0) as seconds
                from expired
                left join next on true
                group by expired.seconds
                """, Fragment.limit(Limits.PURGE_ROWS_PER_STATEMENT));

    private PurgeSql() {}

    /// One step of deleting the rows of marked items: of all users, of one user, or of one item.
    ///
    /// It takes `<limit>` rows of each kind at most. Rows of a kind are deleted only when everything
    /// that belongs to them was taken: first what is attached to files, then files, then folders.
    /// So no file loses the folder that says to which batch it belongs.
    ///
    /// Before a folder's row goes, what still points to it loses its parent: files and folders that
    /// are items themselves, and subfolders that a later step deletes. The foreign keys would do
    /// this too, but for any number of rows at once. An item's row goes with its own file, or with
    /// the top folder of its batch, which is deleted last.
    ///
    /// @param which a condition on the item `t`
    private static Query purge(String name, String which) {
        return new Query(
                name,
                """
                with item as materialized (
                  select t.id, t.user_id, t.file_id, t.folder_id
                  from trash_items t
                  where t.is_purged
                    and <which>
                  order by t.created_at
                  limit <limit>
                  for update skip locked
                ),
                folder_below as materialized (
                  select f.user_id, f.id
                  from item i
                  join folders f on f.user_id = i.user_id and f.trash_id = i.id and f.id <> i.folder_id
                  where f.is_deleted
                  limit <limit>
                ),
                folder as materialized (
                  select b.user_id, b.id
                  from folder_below b
                  union all
                  select i.user_id, i.folder_id
                  from item i
                  where i.folder_id is not null and (select count(*) from folder_below) < <limit>
                ),
                file_in_folder as materialized (
                  select
                    f.user_id, f.id,
                    exists (
                      select from trash_items t where t.user_id = f.user_id and t.file_id = f.id
                    ) as is_separate
                  from folder d
                  join files f on f.user_id = d.user_id and f.parent_folder_id = d.id
                  where f.is_deleted
                  limit <limit>
                ),
                file as materialized (
                  select i.user_id, i.file_id as id
                  from item i
                  where i.file_id is not null
                  union all
                  select c.user_id, c.id
                  from file_in_folder c
                  where not c.is_separate
                ),
                other_file as materialized (
                  select o.user_id, o.id
                  from file_in_folder o
                  where o.is_separate and not exists (select from file c where c.id = o.id)
                ),
                other_folder as materialized (
                  select f.user_id, f.id
                  from folder d
                  join folders f on f.user_id = d.user_id and f.parent_folder_id = d.id
                  where f.is_deleted and not exists (select from folder c where c.id = f.id)
                  limit <limit>
                ),
                folder_share as materialized (
                  select s.user_id, s.id
                  from folder d
                  join shares s on s.user_id = d.user_id and s.folder_id = d.id
                  limit <limit>
                ),
                <delete_attached>,
                taken as materialized (
                  select
                    (select count(*) from item) < <limit> as all_items,
                    (select count(*) from folder_below) < <limit> as all_folders,
                    (select count(*) from file_in_folder) < <limit> as all_files,
                    (select count(*) from other_folder) < <limit> as all_others,
                    (select count(*) from folder_share) < <limit> as all_folder_shares
                ),
                deleted_files as (
                  delete from files f
                  using file c, attached
                  where f.user_id = c.user_id and f.id = c.id and f.is_deleted and attached.is_all
                  returning f.id
                ),
                freed_files as (
                  update files f
                  set parent_folder_id = null
                  from other_file o
                  where f.user_id = o.user_id and f.id = o.id and f.is_deleted
                  returning f.id
                ),
                freed_folders as (
                  update folders f
                  set parent_folder_id = null
                  from other_folder o
                  where f.user_id = o.user_id and f.id = o.id and f.is_deleted
                  returning f.id
                ),
                deleted_folder_shares as (
                  delete from shares s
                  using folder_share o
                  where s.user_id = o.user_id and s.id = o.id
                  returning s.id
                ),
                deleted_folders as (
                  delete from folders f
                  using folder c, taken, attached
                  where f.user_id = c.user_id and f.id = c.id and f.is_deleted
                    and taken.all_files and taken.all_others and taken.all_folder_shares
                    and attached.is_all
                  returning f.id
                )
                select
                  (select count(*) from deleted_attached)
                    + (select count(*) from deleted_files)
                    + (select count(*) from freed_files)
                    + (select count(*) from freed_folders)
                    + (select count(*) from deleted_folder_shares)
                    + (select count(*) from deleted_folders) as deleted_rows,
                  taken.all_items and taken.all_folders and taken.all_files and taken.all_others
                    and taken.all_folder_shares and attached.is_all as is_done
                from taken, attached
                """,
                AttachedRowsSql.DELETE,
                new Fragment("which", which),
                Fragment.limit(Limits.PURGE_ROWS_PER_STATEMENT));
    }
}
