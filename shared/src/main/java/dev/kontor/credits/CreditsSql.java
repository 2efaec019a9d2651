package dev.kontor.credits;

import dev.kontor.shared.database.Filter;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;

/// The statements of [Credits]. Each change of a balance is one guarded update. It reads the row as
/// it is once the row is locked, so nobody has to try again. The ledger's row takes its time from
/// the balance, whose times always rise. So the ledger is in the order of the changes, even when
/// the server's clock was set back.
final class CreditsSql {

    private static final Fragment TRANSACTION_COLUMNS = new Fragment("transaction_columns", """
        t.id, t.type, t.amount, t.balance_after, t.app_id, t.description, t.metadata,
        t.refunded_transaction_id, t.created_at
        """);

    private static final Fragment BALANCE_COLUMNS =
            new Fragment("balance_columns", "b.amount as balance, b.version, b.updated_at");

    static final Query BALANCE = new Query("credits.balance", """
        select
          <balance_columns>
        from balances b
        where b.user_id = :user_id
        """, BALANCE_COLUMNS);

    static final Filter OF_TYPE = new Filter("ofType", "type = :type::transaction_type");

    static final ListQuery TRANSACTIONS = ListQuery.named("credits.transactions")
            .sortedBy(Credits.SORTS)
            .filteredBy(OF_TYPE)
            .as("""
                with matching as not materialized (
                  select *
                  from transactions
                  where user_id = :user_id
                    <filters>
                ),
                t as (
                  <page>
                )
                select
                  <refusal>,
                  <total>,
                  <transaction_columns>
                from (values (1)) as one
                left join t on true
                order by <key> <dir>, id <dir>
                """, TRANSACTION_COLUMNS);

    /// Takes credits from a balance, if it has enough.
    static final Query DEBIT = adding("credits.debit", """
        update balances b
        set amount = b.amount + :amount, version = b.version + 1
        where b.user_id = :user_id
          and b.amount + :amount >= 0
          and (:expected_version::bigint is null or b.version = :expected_version::bigint)
        returning b.*
        """);

    /// Adds credits to a balance. The first credits create the balance; before that its version is
    /// 0.
    static final Query CREDIT = adding("credits.credit", """
        insert into balances as b (user_id, amount)
        select :user_id, :amount
        where coalesce(:expected_version::bigint, 0) = 0
          or exists (select from balances e where e.user_id = :user_id)
        on conflict (user_id) do update
        set amount = b.amount + excluded.amount, version = b.version + 1
        where :expected_version::bigint is null or b.version = :expected_version::bigint
        returning b.*
        """);

    /// Finds the usage and locks its user's balance, so that the next statement sees every refund
    /// of the usage. It works for any user, because only admins refund credits.
    static final Query LOCK_USAGE = new Query("credits.lockUsage", """
        select t.user_id
        from transactions t
        join balances b on b.user_id = t.user_id
        where t.id = :transaction_id
        for no key update of b
        """);

    /// Refunds a part of a usage, or all that is left of it.
    static final Query REFUND = new Query("credits.refund", """
        with usage as (
          select
            u.id, u.type, u.app_id, -u.amount - coalesce(sum(r.amount), 0)::bigint as rest
          from transactions u
          left join transactions r
            on r.user_id = :user_id and r.refunded_transaction_id = u.id
          where u.user_id = :user_id and u.id = :transaction_id
          group by u.id
        ),
        given as (
          select u.*, coalesce(:amount::bigint, u.rest) as amount
          from usage u
        ),
        changed as (
          update balances b
          set amount = b.amount + g.amount, version = b.version + 1
          from given g
          where b.user_id = :user_id and g.type = 'usage' and g.amount between 1 and g.rest
          returning b.*
        ),
        entry as (
          insert into transactions (
            user_id, type, amount, balance_after, app_id, description,
            refunded_transaction_id, created_at)
          select
            b.user_id, 'refund', g.amount, b.amount, g.app_id, :description, g.id, b.updated_at
          from changed b, given g
          returning *
        )
        select
          case
            when t.id is not null then null
            when g.type <> 'usage' then 'NOT_A_USAGE'
            when g.rest = 0 then 'NOTHING_TO_REFUND'
            else 'BEYOND_THE_USAGE'
          end as refusal,
          <transaction_columns>,
          <balance_columns>
        from given g
        left join (changed b join entry t on true) on true
        """, TRANSACTION_COLUMNS, BALANCE_COLUMNS);

    private CreditsSql() {}

    /// Changes a balance and writes the ledger's row in one statement. A balance that did not
    /// change had another version than expected, or not enough credits. If neither was so when the
    /// statement began, it became so while the statement waited.
    ///
    /// @param change the update of the balance `b`, which returns it
    private static Query adding(String name, String change) {
        return new Query(name, """
            with changed as (
              <change>
            ),
            entry as (
              insert into transactions (
                user_id, type, amount, balance_after, app_id, description, metadata, created_at)
              select
                b.user_id, :type::transaction_type, :amount, b.amount, :app_id::text, :description,
                :metadata::jsonb, b.updated_at
              from changed b
              returning *
            )
            select
              case
                when t.id is not null then null
                when :expected_version::bigint is null then 'INSUFFICIENT_CREDITS'
                when :expected_version::bigint <> coalesce(was.version, 0) then 'BALANCE_MODIFIED'
                when coalesce(was.amount, 0) + :amount < 0 then 'INSUFFICIENT_CREDITS'
                else 'BALANCE_MODIFIED'
              end as refusal,
              <transaction_columns>,
              <balance_columns>
            from (values (1)) as one
            left join balances was on was.user_id = :user_id
            left join (changed b join entry t on true) on true
            """, new Fragment("change", change), TRANSACTION_COLUMNS, BALANCE_COLUMNS);
    }
}
