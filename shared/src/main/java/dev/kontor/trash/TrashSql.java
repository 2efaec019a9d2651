package dev.kontor.trash;

import dev.kontor.files.FileRowSql;
import dev.kontor.folders.ChildSql;
import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.GuardSql;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;

/// The statements of [Trash] that list its items, and that mark them as deleted for good. Each says
/// of each table whether it wants deleted rows or live ones.
final class TrashSql {

    /// The item of a file or folder, unless it is marked as deleted for good.
    static final Fragment ITEM = new Fragment("item", """
        t.user_id = :user_id and (t.file_id = :id or t.folder_id = :id) and not t.is_purged
        """);

    static final ListQuery LIST = ListQuery.named("trash.list")
            .as("""
                with matching as not materialized (
                  select coalesce(t.file_id, t.folder_id) as id, t.created_at, t.file_id, t.folder_id
                  from trash_items t
                  where t.user_id = :user_id and not t.is_purged
                ),
                page as (
                  <page>
                ),
                f as (
                  select <folder>, p.created_at as deleted_at
                  from page p
                  join folders c on c.user_id = :user_id and c.id = p.folder_id
                  where c.is_deleted
                  union all
                  select <file>, p.created_at as deleted_at
                  from page p
                  join files c on c.user_id = :user_id and c.id = p.file_id
                  where c.is_deleted
                )
                select
                  <refusal>,
                  <total>,
                  f.type, f.deleted_at,
                  <columns>
                from (values (1)) as one
                left join f on true
                <tags>
                <version>
                order by f.deleted_at <dir>, f.id <dir>
                """, ChildSql.FOLDER, ChildSql.FILE, FileRowSql.COLUMNS, FileRowSql.TAGS, FileRowSql.VERSION);

    static final Query DELETE = new Query("trash.delete", """
        with target as (
          select t.id, coalesce(f.updated_at, d.updated_at) as updated_at
          from trash_items t
          left join files f on f.user_id = :user_id and f.id = t.file_id and f.is_deleted
          left join folders d on d.user_id = :user_id and d.id = t.folder_id and d.is_deleted
          where <item>
          for update of t
        ),
        marked as (
          update trash_items t
          set is_purged = true
          from target
          where t.user_id = :user_id
            and t.id = target.id
            and <if_match>
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
        """, ITEM, GuardSql.IF_MATCH);

    static final Query EMPTY = new Query("trash.empty", """
        with target as (
          select t.id
          from trash_items t
          where t.user_id = :user_id and not t.is_purged
          limit <limit>
          for update skip locked
        )
        update trash_items t
        set is_purged = true
        from target
        where t.user_id = :user_id and t.id = target.id
        """, Fragment.limit(Limits.TRASH_ITEMS_PER_STATEMENT));

    static final Query EXPIRE = new Query("trash.expire", """
        with target as (
          select t.id
          from trash_items t
          where not t.is_purged
            and t.created_at < now() - make_interval(secs => :retention_seconds)
          order by t.created_at
          limit <limit>
          for update skip locked
        )
        update trash_items t
        set is_purged = true
        where t.id = any(array(select target.id from target))
        """, Fragment.limit(Limits.PURGE_ROWS_PER_STATEMENT));

    private TrashSql() {}
}
