package dev.kontor.shared.database;

/// Fragments that guard a change: it happens only if the row is still as the client read it
/// (`If-Match`). The part `target` of the statement holds the row, locked.
public final class GuardSql {

    /// `<if_match>`: the target is as the parameter `if_match` says. Null demands nothing.
    public static final Fragment IF_MATCH = ifMatch("target.updated_at");

    /// `<may_store>`: for a row whose absence has the entity tag of the epoch, whether a statement may
    /// insert or update it. A condition that only an existing row can meet needs that row, locked as
    /// the part `target`: otherwise the row could be deleted before the insert, which would then make
    /// a new one. The update compares by [#ifMatch].
    public static final Fragment MAY_STORE = new Fragment("may_store", """
        (
            :if_match::timestamptz[] is null
            or 'epoch' = any(:if_match::timestamptz[])
            or exists (select from target)
          )
        """);

    /// `<delete_refusal>`: what refuses a `<guarded_delete>` of such a row.
    public static final Fragment DELETE_REFUSAL = new Fragment("delete_refusal", """
        case
            when :if_match::timestamptz[] is null or exists (select from deleted) then null
            when 'epoch' = any(:if_match::timestamptz[]) and not exists (select from target) then null
            else 'CHANGED_SINCE'
          end as refusal
        """);

    private static final Fragment ROW = new Fragment("row", "t.user_id = :user_id and t.id = :id");

    private GuardSql() {}

    /// Selects the user's own row whose id a parameter has.
    public static String own(String table, String parameter) {
        return "select from %s own where own.user_id = :user_id and own.id = :%s".formatted(table, parameter);
    }

    /// Selects the user's own row whose id a parameter has, unless it is in the trash.
    ///
    /// @param table `files` or `folders`
    public static String live(String table, String parameter) {
        return own(table, parameter) + " and not own.is_deleted";
    }

    /// `<patched>`: the row that the part `changed` of a merge patch's statement returns, or the
    /// unchanged row where the parameter `changes` says that the patch has no member. So an empty
    /// patch leaves `updated_at` alone.
    ///
    /// @param condition on the table's row `t`
    public static Fragment patched(String table, String condition) {
        return new Fragment(
                "patched", """
                    (
                      select *
                      from changed
                      union all
                      select t.*
                      from target
                      join <table> t on t.user_id = :user_id and t.id = target.id
                      where not :changes and <if_match> and <condition>
                    )
                    """, IF_MATCH, new Fragment("table", table), new Fragment("condition", condition));
    }

    /// `<guarded_delete>`: the parts `target` and `deleted` of a statement that deletes for good
    /// the row with the parameters `user_id` and `id`.
    public static Fragment deleteById(String table) {
        return delete(table, ROW);
    }

    /// `<guarded_delete>` for a row that is not found by its id.
    ///
    /// @param row a condition on the table's row `t`
    public static Fragment delete(String table, Fragment row) {
        return new Fragment(
                "guarded_delete", """
                    target as (
                      select t.id, t.updated_at
                      from <table> t
                      where <found>
                      for update
                    ),
                    deleted as (
                      delete from <table> t
                      using target
                      where t.user_id = :user_id and t.id = target.id and <if_match>
                      returning t.id
                    )
                    """, IF_MATCH, new Fragment("table", table), new Fragment("found", row.place(), row));
    }

    /// `<if_match>` for another time than that of `target`.
    ///
    /// @param updatedAt an SQL expression
    public static Fragment ifMatch(String updatedAt) {
        return new Fragment(
                "if_match",
                "(:if_match::timestamptz[] is null or <updated_at> = any(:if_match::timestamptz[]))",
                new Fragment("updated_at", updatedAt));
    }
}
