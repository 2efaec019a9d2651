package dev.kontor.credits;

import dev.kontor.shared.database.Query;

/// The statements of credits as functions had them before V026: they know nothing of holds and of
/// grants that expire.
final class OldCreditsSql {

    /// The balance, and the sum of the ledger at the same moment.
    static final Query BALANCE = new Query("old.balance", """
        select b.amount, (select sum(t.amount) from transactions t where t.user_id = :user_id) as sum
        from balances b
        where b.user_id = :user_id
        """);

    static final Query DEBIT = adding("old.debit", """
        update balances b
        set amount = b.amount + :amount, version = b.version + 1
        where b.user_id = :user_id
          and b.amount + :amount >= 0
        returning b.*
        """);

    static final Query CREDIT = adding("old.credit", """
        insert into balances as b (user_id, amount)
        values (:user_id, :amount)
        on conflict (user_id) do update
        set amount = b.amount + excluded.amount, version = b.version + 1
        returning b.*
        """);

    private OldCreditsSql() {}

    private static Query adding(String name, String change) {
        return new Query(name, """
            with changed as (
            %s
            ),
            entry as (
              insert into transactions (
                user_id, type, amount, balance_after, app_id, description, metadata, created_at)
              select
                b.user_id, :type::transaction_type, :amount, b.amount, null, '', '{}', b.updated_at
              from changed b
              returning *
            )
            select case when t.id is null then 'INSUFFICIENT_CREDITS' end as refusal, t.*
            from (values (1)) as one
            left join entry t on true
            """.formatted(change));
    }
}
