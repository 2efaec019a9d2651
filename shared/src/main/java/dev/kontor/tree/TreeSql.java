package dev.kontor.tree;

import dev.kontor.shared.database.Query;

/// The statements on a user's tree as a whole.
public final class TreeSql {

    static final Query LOCK =
            new Query(
                    "tree.lock",
                    "select true from pg_advisory_xact_lock(:tree_lock, hashtext(:user_id))");

    private TreeSql() {}

    /// The first free name of "stem.ext", "stem (2).ext", "stem (3).ext" … in a folder.
    ///
    /// @param table `files` or `folders`
    public static Query freeName(String table) {
        return new Query(
                table + ".freeName",
                """
                select candidate.name
                from (
                  select
                    number,
                    case number
                      when 1 then :stem || :extension
                      else
                        left(:stem, :name_characters - char_length(' (' || number || ')' || :extension))
                        || ' (' || number || ')' || :extension
                    end as name
                  from generate_series(1, :last_number) as number
                ) candidate
                where not exists (
                  select
                  from %s s
                  where s.user_id = :user_id
                    and (s.parent_folder_id = :parent_folder_id::uuid
                      or (:parent_folder_id::uuid is null and s.parent_folder_id is null))
                    and name_key(s.name) = name_key(candidate.name)
                    and not s.is_deleted
                )
                order by candidate.number
                limit 1
                """
                        .formatted(table));
    }
}
