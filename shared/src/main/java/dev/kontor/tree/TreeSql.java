package dev.kontor.tree;

import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// The statements on a user's tree as a whole, and the fragments of those that change it.
public final class TreeSql {

    /// The first of the lock's two numbers; the second is made from the user id. Locks of two
    /// numbers never meet those of one, such as the migration function's.
    private static final Fragment LOCK_NUMBERS = new Fragment("lock_numbers", "1, hashtext(:user_id)");

    /// `<tree_lock>`: shares the lock, within a statement that puts one thing into the tree.
    public static final Fragment SHARED_LOCK =
            new Fragment("tree_lock", "pg_advisory_xact_lock_shared(<lock_numbers>)", LOCK_NUMBERS);

    static final Query LOCK =
            new Query("tree.lock", "select true from pg_advisory_xact_lock(<lock_numbers>)", LOCK_NUMBERS);

    /// Takes the lock, and lets the statements that follow take their time.
    static final Query LOCK_FOR_SUBTREE = new Query("tree.lockForSubtree", """
        select true
        from pg_advisory_xact_lock(<lock_numbers>), allow_statement_seconds(:seconds)
        """, LOCK_NUMBERS);

    /// `<parent>`: the folder that something is put into. The statement shares the lock in its part
    /// `tree`, and this part reads the folder as it is once the lock is held.
    public static final Fragment PARENT = new Fragment("parent", """
        parent as (
          select p.id
          from tree, folders p
          where p.user_id = :user_id and p.id = :parent_folder_id::uuid and not p.is_deleted
          for share of p
        )
        """);

    public static final Query FREE_FILE_NAME = freeName("files");

    public static final Query FREE_FOLDER_NAME = freeName("folders");

    private TreeSql() {}

    /// The first free name of "stem.ext", "stem (2).ext", "stem (3).ext" … in a folder. It tries
    /// one after the other, and stops at the first that is free.
    ///
    /// @param table `files` or `folders`
    private static Query freeName(String table) {
        return new Query(table + ".freeName", """
            with recursive candidate as (
              select 0 as number, null::text as name, true as is_taken
              union all
              select
                n.number,
                n.name,
                exists (
                  select
                  from <table> s
                  where s.user_id = :user_id
                    and s.parent_folder_id = :parent_folder_id
                    and name_hash(s.name) = name_hash(n.name)
                    and not s.is_deleted
                ) or (:parent_folder_id::uuid is null and exists (
                  select
                  from <table> s
                  where s.user_id = :user_id
                    and s.parent_folder_id is null
                    and name_hash(s.name) = name_hash(n.name)
                    and not s.is_deleted
                ))
              from candidate c
              cross join lateral (
                select
                  c.number + 1 as number,
                  case c.number
                    when 0 then :stem || :extension
                    else
                      left(:stem, :name_characters - char_length(' (' || c.number + 1 || ')' || :extension))
                      || ' (' || c.number + 1 || ')' || :extension
                  end as name
              ) n
              where c.is_taken and c.number < :last_number
            )
            select c.name
            from candidate c
            where not c.is_taken
            """, new Fragment("table", table));
    }
}
