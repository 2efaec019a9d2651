package dev.kontor.settings;

import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.GuardSql;
import dev.kontor.shared.database.Query;

/// The statements of [Settings].
final class SettingsSql {

    /// Finds the row `t` of the document.
    private static final Fragment DOCUMENT = new Fragment("document", """
        t.user_id = :user_id
          and (t.app_id = :app_id::text or :app_id::text is null and t.app_id is null)
        """);

    static final Query GET = new Query("settings.get", """
        select t.settings, t.updated_at
        from user_settings t
        where <document>
        """, DOCUMENT);

    /// The update itself applies the patch, and so to the newest state of the row. An existing row
    /// is locked first; then the row to insert is never used, and needs no merging.
    static final Query UPDATE = store(
            "settings.update", """
            case when exists (select from target) then '{}' else json_merge_patch('{}', g.document) end
            """, "json_merge_patch(t.settings, (select document from given))", "g.document <> '{}'");

    static final Query REPLACE = store("settings.replace", "g.document", "excluded.settings", "true");

    static final Query DELETE =
            new Query("settings.delete", """
                with <guarded_delete>
                select <delete_refusal>
                """, GuardSql.delete("user_settings", DOCUMENT), GuardSql.DELETE_REFUSAL);

    /// Inserts or updates the row, whatever others do at the same time.
    ///
    /// @param first the document to insert
    /// @param next the document to put in place of an existing one
    /// @param changes a condition on the given document; where it does not hold, nothing is stored
    private static Query store(String name, String first, String next, String changes) {
        return new Query(
                name,
                """
                with given as materialized (
                  select :document::jsonb as document
                ),
                target as (
                  select t.id
                  from user_settings t
                  where <document>
                  for no key update
                ),
                stored as (
                  insert into user_settings as t (user_id, app_id, settings)
                  select :user_id, :app_id::text, <first>
                  from given g
                  where <changes> and <may_store>
                  on conflict (user_id, app_id) do update
                  set settings = <next>
                  where <if_match>
                  returning t.settings, t.updated_at
                )
                select
                  case when s.settings is null then 'CHANGED_SINCE' end as refusal,
                  s.settings, s.updated_at
                from (values (1)) as one
                left join (
                  select *
                  from stored
                  union all
                  select coalesce(t.settings, '{}'), coalesce(t.updated_at, 'epoch')
                  from given g
                  left join user_settings t on <document>
                  where not <changes> and <if_match>
                ) s on true
                """,
                DOCUMENT,
                GuardSql.MAY_STORE,
                GuardSql.ifMatch("coalesce(t.updated_at, 'epoch')"),
                new Fragment("first", first),
                new Fragment("next", next),
                new Fragment("changes", changes));
    }

    private SettingsSql() {}
}
