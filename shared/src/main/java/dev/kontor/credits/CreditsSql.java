package dev.kontor.credits;

import static dev.kontor.credits.CreditRowSql.BALANCE_COLUMNS;
import static dev.kontor.credits.CreditRowSql.TRANSACTION_COLUMNS;

import dev.kontor.shared.database.Filter;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;

/// The statements of [Credits]. Each change of a balance is one guarded update. It reads the row as
/// it is once the row is locked, so nobody has to try again. The ledger's row takes its time from
/// the balance, whose times always rise. So the ledger is in the order of the changes, even when
/// the server's clock was set back.
final class CreditsSql {

    static final Query BALANCE = new Query("credits.balance", """
        select
          case when b.next_expiry_at <= now() then 'EXPIRY_DUE' end as refusal,
          <balance_columns>
        from (values (1)) as one
        left join balances b on b.user_id = :user_id
        """, BALANCE_COLUMNS);

    static final Filter OF_TYPE = new Filter("ofType", "type = :type::transaction_type");

    static final ListQuery TRANSACTIONS = ListQuery.named("credits.transactions")
            .sortedBy(Credits.SORTS)
            .filteredBy(OF_TYPE)
            .refusedBy(ExpirySql.REFUSAL_IF_DUE)
            .of("t", TRANSACTION_COLUMNS, """
                select *
                from transactions
                where user_id = :user_id
                  <filters>
                """);

    static final Query SUMMARY_BY_DAY = summary("credits.summaryByDay", "(created_at at time zone 'UTC')::date::text");

    static final Query SUMMARY_BY_APP = summary("credits.summaryByApp", "app_id");

    private static final Fragment HAS_EXPECTED_VERSION = new Fragment(
            "has_expected_version", "(:expected_version::bigint is null or b.version = :expected_version::bigint)");

    /// `<entry>`: the part of a statement that writes the ledger's row for the part `changed`.
    private static final Fragment ENTRY = new Fragment("entry", """
        entry as (
          insert into transactions (
            user_id, type, amount, balance_after, app_id, description, metadata, created_at)
          select
            b.user_id, :type::transaction_type, :amount, b.amount, :app_id::text, :description,
            :metadata::jsonb, b.updated_at
          from changed b
          returning *
        )
        """);

    /// Takes credits from a balance in which nothing expires, if it has enough.
    static final Query DEBIT = adding("credits.debit", """
        changed as (
          update balances b
          set amount = b.amount + :amount, version = b.version + 1
          where b.user_id = :user_id
            and <nothing_expires>
            and b.amount - b.held + :amount >= 0
            and <has_expected_version>
          returning b.*
        ),
        <entry>
        """, ExpirySql.NOTHING_EXPIRES);

    /// Takes credits from a balance that is locked and up to date, first what expires first.
    static final Query DEBIT_GRANTS =
            adding("credits.debitGrants", """
                asked as (
                  select -:amount as amount
                ),
                <taken>,
                changed as (
                  update balances b
                  set amount = b.amount + :amount,
                    expiring = b.expiring - <sum_of_taken>,
                    version = b.version + 1
                  where b.user_id = :user_id
                    and b.amount - b.held + :amount >= 0
                    and <has_expected_version>
                  returning b.*
                ),
                <reduced>,
                <entry>,
                allocated as (
                  insert into allocations (user_id, grant_id, transaction_id, amount)
                  select :user_id, taken.id, entry.id, taken.amount
                  from taken, entry
                )
                """, GrantsSql.TAKEN, GrantsSql.SUM_OF_TAKEN, GrantsSql.REDUCED);

    /// Adds credits to a balance. The first credits create the balance; before that its version is
    /// 0.
    static final Query CREDIT = adding("credits.credit", """
        changed as (
          insert into balances as b (user_id, amount, expiring, next_expiry_at)
          select
            :user_id, :amount, case when :expires_at::timestamptz is null then 0 else :amount end,
            :expires_at::timestamptz
          where coalesce(:expected_version::bigint, 0) = 0
            or exists (select from balances e where e.user_id = :user_id)
          on conflict (user_id) do update
          set amount = b.amount + excluded.amount,
            expiring = b.expiring + excluded.expiring,
            next_expiry_at = least(b.next_expiry_at, excluded.next_expiry_at),
            version = b.version + 1
          where <nothing_is_due> and <has_expected_version>
          returning b.*
        ),
        <entry>,
        granted as (
          insert into expiring_grants (user_id, transaction_id, remaining, expires_at)
          select t.user_id, t.id, t.amount, :expires_at::timestamptz
          from entry t
          where :expires_at::timestamptz is not null
        )
        """, ExpirySql.NOTHING_IS_DUE);

    /// Finds the usage and locks its user's balance, so that the next statement sees every refund
    /// of the usage. It works for any user, because only admins refund credits.
    static final Query LOCK_USAGE = new Query("credits.lockUsage", """
        select t.user_id, <is_due>
        from transactions t
        join balances b on b.user_id = t.user_id
        where t.id = :transaction_id
        for no key update of b
        """, ExpirySql.IS_DUE);

    /// Refunds a part of a usage, or all that is left of it, to where it was taken from: what was
    /// taken last comes back first, and what has expired since is gone at once.
    static final Query REFUND = new Query(
            "credits.refund",
            """
            with usage as (
              select
                u.id, u.type, u.app_id, -u.amount as used, coalesce(sum(r.amount), 0)::bigint as refunded
              from transactions u
              left join transactions r
                on r.user_id = :user_id and r.refunded_transaction_id = u.id
              where u.user_id = :user_id and u.id = :transaction_id
              group by u.id
            ),
            given as (
              select u.*, coalesce(:amount::bigint, u.used - u.refunded) as amount
              from usage u
            ),
            refunded as (
              select g.*
              from given g
              where g.type = 'usage' and g.amount between 1 and g.used - g.refunded
            ),
            base as (
              select b.amount + r.amount as amount, <next_time> as at
              from balances b, refunded r
              where b.user_id = :user_id
            ),
            -- what each grant gave to the usage, and how much was taken later: of other grants, and of
            -- credits that never expire
            parts as (
              select
                g.id, g.transaction_id, g.expires_at, a.amount,
                u.used - sum(a.amount) over (order by g.expires_at, g.id) as later
              from usage u
              join allocations a on a.user_id = :user_id and a.transaction_id = u.id
              join expiring_grants g on g.user_id = :user_id and g.id = a.grant_id
            ),
            back as (
              select
                p.id, p.transaction_id, p.expires_at,
                (least(p.later + p.amount, r.refunded + r.amount) - greatest(p.later, r.refunded))::bigint
                  as amount
              from parts p, refunded r
              where p.later < r.refunded + r.amount and p.later + p.amount > r.refunded
            ),
            gone as (
              select transaction_id, base.at as gone_at, back.amount
              from back, base
              where back.expires_at <= now()
            ),
            <refilled>,
            <lost>,
            changed as (
              update balances b
              set amount = base.amount - <sum_of_gone>,
                expiring = b.expiring + <sum_of_refilled>,
                next_expiry_at = least(b.next_expiry_at, (select min(expires_at) from refilled)),
                version = b.version + 1 + (select count(*) from gone),
                updated_at = coalesce((select max(at) from lost), base.at)
              from base
              where b.user_id = :user_id
              returning b.*
            ),
            entry as (
              insert into transactions (
                user_id, type, amount, balance_after, app_id, description,
                refunded_transaction_id, created_at)
              select
                :user_id, 'refund', r.amount, base.amount, r.app_id, :description, r.id, base.at
              from refunded r, base
              returning *
            )
            select
              case
                when t.id is not null then null
                when g.type <> 'usage' then 'NOT_A_USAGE'
                when g.refunded = g.used then 'NOTHING_TO_REFUND'
                else 'BEYOND_THE_USAGE'
              end as refusal,
              <transaction_columns>,
              <balance_columns>
            from given g
            left join (changed b join entry t on true) on true
            """,
            GrantsSql.NEXT_TIME,
            GrantsSql.REFILLED,
            GrantsSql.SUM_OF_REFILLED,
            GrantsSql.LOST,
            GrantsSql.SUM_OF_GONE,
            TRANSACTION_COLUMNS,
            BALANCE_COLUMNS);

    private CreditsSql() {}

    /// @param key what the transactions are grouped by, an SQL expression
    private static Query summary(String name, String key) {
        return new Query(name, """
            with items as (
              select
                <key> as key,
                coalesce(sum(-amount) filter (where type = 'usage'), 0)::bigint as used,
                coalesce(sum(amount) filter (where type = 'refund'), 0)::bigint as refunded,
                coalesce(sum(amount) filter (where type <> 'refund' and amount > 0), 0)::bigint as granted,
                coalesce(sum(-amount) filter (where type <> 'usage' and amount < 0), 0)::bigint as removed,
                count(*) as count
              from transactions
              where user_id = :user_id and created_at >= :begin and created_at < :end
              group by key
            )
            select <refusal_if_due>, items.*
            from (values (1)) as one
            left join items on true
            order by items.key
            """, new Fragment("key", key), ExpirySql.REFUSAL_IF_DUE);
    }

    /// Changes a balance and writes the ledger's row in one statement. The refusal tells what the
    /// statement saw when it began. It is null, and so is the row, where that is not certain: the
    /// balance has something that expires, or it changed while the statement waited.
    ///
    /// @param parts the parts `changed` of the balance and `entry` of the ledger, and others
    /// @param fragments of the parts
    private static Query adding(String name, String parts, Fragment... fragments) {
        return new Query(
                name,
                """
                with <parts>
                select
                  case
                    when t.id is not null then null
                    when :expected_version::bigint <> coalesce(was.version, 0) then 'BALANCE_MODIFIED'
                    when <is_short> then 'INSUFFICIENT_CREDITS'
                  end as refusal,
                  <transaction_columns>,
                  <balance_columns>
                from (values (1)) as one
                left join balances was on was.user_id = :user_id
                left join (changed b join entry t on true) on true
                """,
                new Fragment("parts", parts, fragments),
                HAS_EXPECTED_VERSION,
                ENTRY,
                ExpirySql.isShort("-:amount"),
                TRANSACTION_COLUMNS,
                BALANCE_COLUMNS);
    }
}
