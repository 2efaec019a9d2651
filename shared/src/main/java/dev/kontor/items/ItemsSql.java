package dev.kontor.items;

import static dev.kontor.items.ItemListSql.LISTED;
import static dev.kontor.items.ItemListSql.LIVE_FILES;
import static dev.kontor.items.ItemListSql.LIVE_FOLDERS;
import static dev.kontor.items.ItemListSql.REFUSED;

import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;
import dev.kontor.tree.TreeSql;

/// The statements of [Items]. Each shares the tree's lock, so that no work on a folder is under way
/// meanwhile; a transaction that holds it alone passes.
final class ItemsSql {

    static final Fragment LOCKED_TREE = new Fragment("locked_tree", """
        tree as materialized (
          select <tree_lock>
        )
        """, TreeSql.SHARED_LOCK);

    static final Query MARK = new Query(
            "items.mark",
            """
            with <locked_tree>,
            <listed>,
            <live_files>,
            <live_folders>,
            problem as (
              select * from missing_file
              union all
              select * from missing_folder
            ),
            <changed>
            <refused>
            """,
            LOCKED_TREE,
            LISTED,
            LIVE_FILES,
            LIVE_FOLDERS,
            changed("is_favorite = :is_favorite"),
            REFUSED);

    /// As a single file is tagged (`files.tag`): it counts links as of when it began, and answers
    /// `OVERTAKEN` when a file has changed since.
    static final Query TAG = new Query("items.tag", """
        with <locked_tree>,
        <listed>,
        seen as (
          select f.id, f.updated_at
          from listed l
          join files f on f.user_id = :user_id and f.id = l.id
          where not f.is_deleted
        ),
        <live_files>,
        tag as (
          select t.id
          from tags t
          where t.user_id = :user_id and t.id = :tag_id
          for key share
        ),
        full_file as (
          select t.position
          from file t
          join file_tags k on k.user_id = :user_id and k.file_id = t.id
          group by t.position
          having count(*) >= :tags_max and not bool_or(k.tag_id = :tag_id)
        ),
        problem as (
          select * from missing_file
          union all
          select 'NO_TAG', null
          where not exists (select from tag)
          union all
          select 'OVERTAKEN', null
          where exists (
            select
            from file t
            where (t.id, t.updated_at) not in (select s.id, s.updated_at from seen s)
          )
          union all
          select 'FULL_OF_TAGS', full_file.position
          from full_file
        ),
        new_link as (
          insert into file_tags (user_id, file_id, tag_id)
          select :user_id, t.id, tag.id
          from file t, tag
          where not exists (select from problem)
          on conflict do nothing
          returning file_id
        ),
        touched as (
          update files f
          set updated_at = now()
          from new_link l
          where f.user_id = :user_id and f.id = l.file_id and not f.is_deleted
        )
        <refused>
        """, LOCKED_TREE, LISTED, LIVE_FILES, REFUSED);

    static final Query UNTAG = new Query("items.untag", """
        with <locked_tree>,
        <listed>,
        <live_files>,
        tag as (
          select t.id
          from tags t
          where t.user_id = :user_id and t.id = :tag_id
        ),
        problem as (
          select * from missing_file
          union all
          select 'NO_TAG', null
          where not exists (select from tag)
        ),
        old_link as (
          delete from file_tags l
          using file t, tag
          where l.user_id = :user_id and l.file_id = t.id and l.tag_id = tag.id
            and not exists (select from problem)
          returning l.file_id
        ),
        touched as (
          update files f
          set updated_at = now()
          from old_link l
          where f.user_id = :user_id and f.id = l.file_id and not f.is_deleted
        )
        <refused>
        """, LOCKED_TREE, LISTED, LIVE_FILES, REFUSED);

    /// Keeps others from changing the files until the transaction ends.
    static final Query LOCK_FILES = new Query("items.lockFiles", """
        with <locked_tree>,
        <listed>,
        <live_files>
        select count(*)
        from file
        """, LOCKED_TREE, LISTED, LIVE_FILES);

    /// The transaction holds the tree's lock alone, so a name that is free stays free. Everything goes
    /// into one folder, whose own place does not change. So no cycle can come of it if that folder is
    /// neither on the list nor below a folder that is.
    static final Query MOVE = new Query(
            "items.move",
            """
            with recursive <locked_tree>,
            <listed>,
            <live_files>,
            <live_folders>,
            <destination>,
            problem as (
              select * from missing_file
              union all
              select * from missing_folder
              union all
              select 'NO_PARENT_FOLDER', null
              where :parent_folder_id::uuid is not null and not exists (select from destination)
              union all
              select 'BELOW_ITSELF', t.position
              from folder t
              where t.id in (select d.id from destination d)
              union all
              <taken_files>
              union all
              <taken_folders>
            ),
            <changed>
            <refused>
            """,
            LOCKED_TREE,
            LISTED,
            LIVE_FILES,
            LIVE_FOLDERS,
            TreeSql.DESTINATION,
            changed("parent_folder_id = :parent_folder_id::uuid"),
            taken("taken_files", "files", "file", "FILE_NAME_TAKEN"),
            taken("taken_folders", "folders", "folder", "FOLDER_NAME_TAKEN"),
            REFUSED);

    private ItemsSql() {}

    /// `<changed>`: the parts that set a column of all live items, if there is no problem.
    private static Fragment changed(String assignment) {
        return new Fragment("changed", """
            changed_files as (
              update files f
              set <assignment>
              from file t
              where f.user_id = :user_id and f.id = t.id and not f.is_deleted
                and not exists (select from problem)
            ),
            changed_folders as (
              update folders f
              set <assignment>
              from folder t
              where f.user_id = :user_id and f.id = t.id and not f.is_deleted
                and not exists (select from problem)
            )
            """, new Fragment("assignment", assignment));
    }

    /// The items of a type whose name the destination has already, or an item before them. The index
    /// needs different conditions for the top level and for a folder.
    private static Fragment taken(String name, String table, String type, String refusal) {
        return new Fragment(
                name, """
                    select '<refusal>', n.position
                    from (
                      select t.position, row_number() over (partition by name_hash(t.name) order by t.position) as rank
                      from <type> t
                    ) n
                    where n.rank > 1
                    union all
                    select '<refusal>', t.position
                    from <type> t
                    join <table> s
                      on s.user_id = :user_id and s.parent_folder_id = :parent_folder_id::uuid
                        and name_hash(s.name) = name_hash(t.name) and s.id <> t.id
                    where not s.is_deleted
                    union all
                    select '<refusal>', t.position
                    from <type> t
                    join <table> s
                      on s.user_id = :user_id and s.parent_folder_id is null
                        and name_hash(s.name) = name_hash(t.name) and s.id <> t.id
                    where not s.is_deleted and :parent_folder_id::uuid is null
                    """, new Fragment("table", table), new Fragment("type", type), new Fragment("refusal", refusal));
    }
}
