package dev.kontor.folders;

import static dev.kontor.tree.ItemFilters.FAVORITE;
import static dev.kontor.tree.ItemFilters.NOT_FAVORITE;

import dev.kontor.files.FileRowSql;
import dev.kontor.shared.database.Filter;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.GuardSql;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import dev.kontor.tree.TreeSql;

/// The statements of [Folders].
final class FoldersSql {

    /// The columns of a folder `f`, as [FolderMapper] reads them.
    private static final Fragment COLUMNS = new Fragment("columns", """
        f.id, f.name, f.parent_folder_id, f.description, f.is_favorite,
        f.created_at, f.updated_at
        """);

    static final Query CREATE = new Query("folders.create", """
        with tree as materialized (
          select <tree_lock>
        ),
        <parent>,
        new_folder as (
          insert into folders (user_id, parent_folder_id, name, description)
          select :user_id, :parent_folder_id::uuid, :name, :description
          from tree
          where :parent_folder_id::uuid is null or exists (select from parent)
          returning *
        )
        select
          case when f.id is null then 'NO_PARENT_FOLDER' end as refusal,
          <columns>
        from (values (1)) as one
        left join new_folder f on true
        """, TreeSql.PARENT, COLUMNS, TreeSql.SHARED_LOCK);

    static final Query GET = new Query("folders.get", """
        with recursive f as (
          select *
          from folders
          where user_id = :user_id and id = :id and not is_deleted
        ),
        ancestors as (
          select p.id, p.name, p.parent_folder_id, 1 as distance
          from f
          join folders p on p.user_id = :user_id and p.id = f.parent_folder_id
          where not p.is_deleted
          union all
          select p.id, p.name, p.parent_folder_id, a.distance + 1
          from ancestors a
          join folders p on p.user_id = :user_id and p.id = a.parent_folder_id
          where not p.is_deleted and a.distance < :ancestors_max
        )
        select
          <columns>,
          (select array_agg(a.id order by a.distance desc) from ancestors a) as path_ids,
          (select array_agg(a.name order by a.distance desc) from ancestors a) as path_names
        from f
        """, COLUMNS);

    static final Filter AT_ROOT = new Filter("place", "atRoot", "parent_folder_id is null", null);

    static final Filter IN_FOLDER = new Filter("place", "inFolder", "parent_folder_id = :parent_folder_id", null)
            .orRefuse(Refusal.NO_FOLDER, GuardSql.live("folders", "parent_folder_id"));

    static final ListQuery LIST = ListQuery.named("folders.list")
            .sortedBy(Folders.SORTS)
            .filteredBy(AT_ROOT, IN_FOLDER, FAVORITE, NOT_FAVORITE)
            .of("f", COLUMNS, """
                select *
                from folders
                where user_id = :user_id
                  and not is_deleted
                  <filters>
                """);

    static final ListQuery CHILDREN = ListQuery.named("folders.children")
            .sortedBy(Folders.SORTS)
            .filteredBy(AT_ROOT, IN_FOLDER)
            .inGroups("folder", "file")
            .countedBy(ChildSql.COUNT)
            .as("""
                with parent as (
                  select p.id
                  from folders p
                  where p.user_id = :user_id and p.id = :parent_folder_id::uuid and not p.is_deleted
                ),
                child_folders as not materialized (
                  select *
                  from folders
                  where user_id = :user_id
                    and not is_deleted
                    <filters>
                ),
                child_files as not materialized (
                  select *
                  from files
                  where user_id = :user_id
                    and not is_deleted
                    <filters>
                ),
                <child_page>
                select
                  case
                    when :parent_folder_id::uuid is not null and not exists (select from parent)
                      then 'NO_FOLDER'
                  end as refusal,
                  <total>,
                  f.type,
                  <columns>
                from (values (1)) as one
                left join f on true
                <tags>
                <version>
                order by type desc, <key> <dir>, id <dir>
                """, ChildSql.PAGE, FileRowSql.COLUMNS, FileRowSql.TAGS, FileRowSql.VERSION);

    /// A new name shares the tree's lock; for a new place the transaction holds it alone.
    static final Query UPDATE = new Query(
            "folders.update",
            """
            with recursive tree as materialized (
              select case
                when :sets_name then <tree_lock>
              end
            ),
            <destination>,
            target as (
              select f.id, f.updated_at
              from tree, folders f
              where f.user_id = :user_id and f.id = :id and not f.is_deleted
              for no key update of f
            ),
            changed as (
              update folders f
              set name = case when :sets_name then :name else f.name end,
                description = case when :sets_description then :description else f.description end,
                parent_folder_id =
                  case when :moves then :parent_folder_id::uuid else f.parent_folder_id end,
                is_favorite = coalesce(:is_favorite::boolean, f.is_favorite)
              from target
              where f.user_id = :user_id
                and f.id = target.id
                and not f.is_deleted
                and :changes
                and <if_match>
                and (:parent_folder_id::uuid is null or exists (select from destination))
                and not exists (select from destination d where d.id = :id)
              returning f.*
            )
            select
              case
                when f.id is not null then null
                when not exists (select from target) then 'NO_FOLDER'
                when :parent_folder_id::uuid is not null and not exists (select from destination)
                  then 'NO_PARENT_FOLDER'
                when exists (select from destination d where d.id = :id) then 'BELOW_ITSELF'
                else 'CHANGED_SINCE'
              end as refusal,
              <columns>
            from (values (1)) as one
            left join <patched> f on true
            """,
            COLUMNS,
            GuardSql.IF_MATCH,
            GuardSql.patched("folders", "not t.is_deleted"),
            TreeSql.DESTINATION,
            TreeSql.SHARED_LOCK);

    /// Deletes the folder and everything alive below it, as one batch. The transaction holds the
    /// tree's lock alone.
    static final Query DELETE = new Query("folders.delete", """
        with recursive target as (
          select f.id, f.updated_at
          from folders f
          where f.user_id = :user_id and f.id = :id and not f.is_deleted
          for no key update
        ),
        subtree as (
          select target.id
          from target
          where <if_match>
          union all
          select f.id
          from subtree s
          join folders f on f.user_id = :user_id and f.parent_folder_id = s.id
          where not f.is_deleted
        ),
        item as (
          insert into trash_items (user_id, folder_id)
          select :user_id, s.id
          from subtree s
          where s.id = :id
          returning id
        ),
        deleted_folders as (
          update folders f
          set is_deleted = true, deleted_at = now(), trash_id = item.id
          from subtree s, item
          where f.user_id = :user_id and f.id = s.id and not f.is_deleted
        ),
        deleted_files as (
          update files f
          set is_deleted = true, deleted_at = now()
          from subtree s
          where f.user_id = :user_id and f.parent_folder_id = s.id and not f.is_deleted
        )
        select case
          when exists (select from item) then null
          when not exists (select from target) then 'NO_FOLDER'
          else 'CHANGED_SINCE'
        end as refusal
        """, GuardSql.IF_MATCH);

    private FoldersSql() {}
}
