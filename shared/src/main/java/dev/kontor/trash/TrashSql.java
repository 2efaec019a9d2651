package dev.kontor.trash;

import dev.kontor.files.FilesSql;
import dev.kontor.folders.ChildSql;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;

/// Every statement of [Trash]. They say of each table whether they want what is deleted or what is
/// alive.
final class TrashSql {

    /// The item of a file or folder, and nothing that was given up.
    private static final String ITEM = """
        t.user_id = :user_id and (t.file_id = :id or t.folder_id = :id) and not t.is_purged\
        """;

    static final ListQuery LIST = new ListQuery("trash.list", """
        with matching as not materialized (
          select coalesce(t.file_id, t.folder_id) as id, t.created_at, t.file_id, t.folder_id
          from trash_items t
          where t.user_id = :user_id and not t.is_purged
        ),
        page as (
          <page>
        ),
        f as (
          select %s, p.created_at as deleted_at
          from page p
          join folders c on c.user_id = :user_id and c.id = p.folder_id
          where c.is_deleted
          union all
          select %s, p.created_at as deleted_at
          from page p
          join files c on c.user_id = :user_id and c.id = p.file_id
          where c.is_deleted
        )
        select
          null as refusal,
          <total>,
          f.type, f.deleted_at,
          %s
        from (values (1)) as one
        left join f on true
        %s
        %s
        order by f.deleted_at <dir>, f.id <dir>
        """.formatted(
                    ChildSql.FOLDER, ChildSql.FILE, FilesSql.COLUMNS, FilesSql.TAGS, FilesSql.VERSION));

    /// The whole batch, if its name is free where it goes. The transaction has the tree alone.
    static final Query RESTORE = new Query("trash.restore", """
        with item as (
          select t.id, t.file_id, t.folder_id
          from trash_items t
          where %s
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
          %s
          union all
          %s
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
        restored_folders as (
          update folders f
          set is_deleted = false, deleted_at = null, trash_id = null
          from destination d
          where f.user_id = :user_id and f.trash_id = d.trash_id and f.id <> d.id and f.is_deleted
        ),
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
        old_item as (
          delete from trash_items t
          using destination d
          where t.user_id = :user_id and t.id = d.trash_id
        ),
        f as (
          select %s
          from restored_folder c
          union all
          select %s
          from restored_file c
        )
        select
          case when not exists (select from item) then 'NOT_IN_TRASH' end as refusal,
          exists (select from taken) as is_taken,
          p.type, p.name as place_name, p.parent_folder_id as place_parent_folder_id,
          %s
        from (values (1)) as one
        left join place p on true
        left join f on true
        %s
        %s
        """.formatted(
                    ITEM,
                    taken("files", "file"),
                    taken("folders", "folder"),
                    ChildSql.FOLDER,
                    ChildSql.FILE,
                    FilesSql.COLUMNS,
                    FilesSql.TAGS,
                    FilesSql.VERSION));

    static final Query DELETE = new Query("trash.delete", """
        with target as (
          select t.id, coalesce(f.updated_at, d.updated_at) as updated_at
          from trash_items t
          left join files f on f.user_id = :user_id and f.id = t.file_id and f.is_deleted
          left join folders d on d.user_id = :user_id and d.id = t.folder_id and d.is_deleted
          where %s
          for update of t
        ),
        marked as (
          update trash_items t
          set is_purged = true
          from target
          where t.user_id = :user_id
            and t.id = target.id
            and (:if_match::timestamptz[] is null or target.updated_at = any(:if_match::timestamptz[]))
          returning t.id
        )
        select
          case
            when m.id is not null then null
            when not exists (select from target) then 'NOT_IN_TRASH'
            else 'CHANGED_SINCE'
          end as refusal,
          m.id
        from (values (1)) as one
        left join marked m on true
        """.formatted(ITEM));

    static final Query EMPTY = new Query("trash.empty", """
        with target as (
          select t.id
          from trash_items t
          where t.user_id = :user_id and not t.is_purged
          limit :limit
          for update skip locked
        )
        update trash_items t
        set is_purged = true
        from target
        where t.user_id = :user_id and t.id = target.id
        """);

    static final Query EXPIRE = new Query("trash.expire", """
        with target as (
          select t.id
          from trash_items t
          where not t.is_purged
            and t.created_at < now() - make_interval(secs => :retention_seconds)
          order by t.created_at
          limit :limit
          for update skip locked
        )
        update trash_items t
        set is_purged = true
        from target
        where t.id = target.id
        """);

    /// In seconds: of what should have been given up since it expired, and of what was given up, as
    /// the purge takes it, since then.
    static final Query OLDEST_WAITING = new Query("trash.oldestWaiting", """
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
          limit :limit
        )
        select coalesce(greatest(expired.seconds, extract(epoch from now() - min(next.updated_at))), 0) as seconds
        from expired
        left join next on true
        group by expired.seconds
        """);

    /// One step of deleting the rows of what was given up: by all, by one user, or one item. It
    /// takes so many of each kind at most, and each kind goes only when all that belongs to it was
    /// taken: what is attached to files, then the files, then the folders. So no file is ever left
    /// without its folder, which says to which batch it belongs.
    ///
    /// What lies in one of the folders but is a batch of its own stays, and lies nowhere from then
    /// on; so do folders whose turn has not come. The foreign keys would see to that as well, but
    /// to any number at once. An item goes with its file, or with the folder that was itself
    /// deleted: that is the last one to go.
    static final Query PURGE = new Query("trash.purge", """
        with item as materialized (
          select t.id, t.user_id, t.file_id, t.folder_id
          from trash_items t
          where t.is_purged
            and (:user_id::text is null or t.user_id = :user_id::text)
            and (:trash_id::uuid is null or t.id = :trash_id::uuid)
          order by t.created_at
          limit :limit
          for update skip locked
        ),
        folder_below as materialized (
          select f.user_id, f.id
          from item i
          join folders f on f.user_id = i.user_id and f.trash_id = i.id and f.id <> i.folder_id
          where f.is_deleted
          limit :limit
        ),
        folder as materialized (
          select b.user_id, b.id
          from folder_below b
          union all
          select i.user_id, i.folder_id
          from item i
          where i.folder_id is not null and (select count(*) from folder_below) < :limit
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
          limit :limit
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
          limit :limit
        ),
        folder_share as materialized (
          select s.user_id, s.id
          from folder d
          join shares s on s.user_id = d.user_id and s.folder_id = d.id
          limit :limit
        ),
        %s,
        taken as materialized (
          select
            (select count(*) from item) < :limit as all_items,
            (select count(*) from folder_below) < :limit as all_folders,
            (select count(*) from file_in_folder) < :limit as all_files,
            (select count(*) from other_folder) < :limit as all_others,
            (select count(*) from folder_share) < :limit as all_folder_shares
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
        """.formatted(FilesSql.DELETE_ATTACHED));

    private TrashSql() {}

    /// Whether something alive beside its place has the name. At the top level and in a folder the
    /// index is asked in different words.
    private static String taken(String table, String type) {
        return """
            select s.id
              from place p
              join %1$s s on s.user_id = :user_id and s.parent_folder_id = p.parent_folder_id
              where p.type = '%2$s' and name_key(s.name) = name_key(p.name) and not s.is_deleted
              union all
              select s.id
              from place p
              join %1$s s on s.user_id = :user_id and s.parent_folder_id is null
              where p.type = '%2$s' and p.parent_folder_id is null
                and name_key(s.name) = name_key(p.name) and not s.is_deleted\
            """.formatted(table, type);
    }
}
