package dev.kontor.quotas;

import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.GuardSql;
import dev.kontor.shared.database.Query;

/// The statements of [Quotas].
final class QuotasSql {

    static final Query GET = new Query("quotas.get", """
        select
          <quota>,
          coalesce(q.updated_at, 'epoch') as updated_at
        from (values (1)) as one
        <quota_rows>
        """, QuotaRowSql.COLUMNS, QuotaRowSql.JOINED);

    static final Query REPLACE = new Query(
            "quotas.replace",
            """
            with target as (
              select t.id
              from quotas t
              where t.user_id = :user_id
              for no key update
            ),
            stored as (
              insert into quotas as t (user_id, bytes)
              select :user_id, :bytes
              where <may_store>
              on conflict (user_id) do update
              set bytes = excluded.bytes
              where <if_match>
              returning t.bytes, t.updated_at
            )
            select
              case when q.bytes is null then 'CHANGED_SINCE' end as refusal,
              <quota>,
              q.updated_at
            from (values (1)) as one
            left join stored q on true
            left join storage_totals s on s.user_id = :user_id
            """,
            QuotaRowSql.COLUMNS,
            GuardSql.MAY_STORE,
            GuardSql.ifMatch("coalesce(t.updated_at, 'epoch')"));

    static final Query DELETE = new Query(
            "quotas.delete",
            """
            with <guarded_delete>
            select <delete_refusal>
            """,
            GuardSql.delete("quotas", new Fragment("of_user", "t.user_id = :user_id")),
            GuardSql.DELETE_REFUSAL);

    private QuotasSql() {}
}
