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

    /// `<destination>`: the live folder with the parameter `parent_folder_id`, and those that it lies in,
    /// up to the top level. The statement is `with recursive`.
    public static final Fragment DESTINATION = new Fragment("destination", """
        destination as (
          select p.id, p.parent_folder_id
          from folders p
          where p.user_id = :user_id and p.id = :parent_folder_id::uuid and not p.is_deleted
          union all
          select p.id, p.parent_folder_id
          from destination d
          join folders p on p.user_id = :user_id and p.id = d.parent_folder_id
          where not p.is_deleted
        )
        """);

    public static final Query FREE_FILE_NAMES = freeNames("files");

    public static final Query FREE_FOLDER_NAMES = freeNames("folders");

    private TreeSql() {}

    /// For each name of a list the first free one of "stem.ext", "stem (2).ext", "stem (3).ext" … in
    /// its folder. Names that are the same get the first free one, the second, and so on: it tries one
    /// number after the other, once for all of them. A name is left out when none is free.
    ///
    /// @param table `files` or `folders`
    private static Query freeNames(String table) {
        return new Query(table + ".freeNames", """
            with recursive wanted as materialized (
              select
                w.position, w.parent_folder_id, w.stem, w.extension,
                row_number() over (
                  partition by w.parent_folder_id, name_hash(w.stem || w.extension)
                  order by w.position
                ) as rank
              from unnest(:parent_folder_ids::uuid[], :stems::text[], :extensions::text[]) with ordinality
                as w(parent_folder_id, stem, extension, position)
            ),
            candidate as (
              select
                w.parent_folder_id, w.stem, w.extension, max(w.rank) as wanted,
                0 as found, 0 as number, null::text as name
              from wanted w
              group by w.parent_folder_id, w.stem, w.extension
              union all
              select
                n.parent_folder_id, n.stem, n.extension, n.wanted,
                case
                  when exists (
                    select
                    from <table> s
                    where s.user_id = :user_id
                      and s.parent_folder_id = n.parent_folder_id
                      and name_hash(s.name) = name_hash(n.name)
                      and not s.is_deleted
                  ) or (n.parent_folder_id is null and exists (
                    select
                    from <table> s
                    where s.user_id = :user_id
                      and s.parent_folder_id is null
                      and name_hash(s.name) = name_hash(n.name)
                      and not s.is_deleted
                  )) then n.found
                  else n.found + 1
                end,
                n.number, n.name
              from (
                select
                  c.parent_folder_id, c.stem, c.extension, c.wanted, c.found,
                  c.number + 1 as number,
                  case c.number
                    when 0 then c.stem || c.extension
                    else
                      left(c.stem, :name_characters - char_length(' (' || c.number + 1 || ')' || c.extension))
                      || ' (' || c.number + 1 || ')' || c.extension
                  end as name
                from candidate c
                where c.found < c.wanted and c.number < :last_number
              ) n
            )
            select distinct on (w.position) w.position - 1 as position, c.name
            from wanted w
            join candidate c
              on c.stem = w.stem and c.extension = w.extension and c.found = w.rank
                and c.parent_folder_id is not distinct from w.parent_folder_id
            order by w.position, c.number
            """, new Fragment("table", table));
    }
}
