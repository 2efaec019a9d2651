package dev.kontor.credits;

import dev.kontor.shared.database.Fragment;

/// The parts of statements that take credits from grants which expire, and give them back. They stand
/// in statements on a balance that is locked and up to date ([Expiry]).
final class GrantsSql {

    /// `<taken>`: what is taken of each grant (`id`, `amount`), first of what expires first. The part
    /// `asked` says how many credits are wanted.
    static final Fragment TAKEN = new Fragment("taken", """
        taken as (
          select g.id, least(g.remaining, asked.amount - g.before) as amount
          from asked
          join (
            select id, remaining, (sum(remaining) over (order by expires_at, id) - remaining)::bigint as before
            from expiring_grants
            where user_id = :user_id and remaining > 0
          ) g on g.before < asked.amount
        )
        """);

    /// `<sum_of_taken>`: the credits of the part `taken`.
    static final Fragment SUM_OF_TAKEN = sumOf("taken");

    /// `<reduced>`: takes the part `taken` from the grants, if the part `changed` has a row.
    static final Fragment REDUCED = new Fragment("reduced", """
        reduced as (
          update expiring_grants g
          set remaining = g.remaining - taken.amount
          from taken, changed
          where g.user_id = :user_id and g.id = taken.id
        )
        """);

    /// `<refilled>`: gives the part `back` (`id`, `expires_at`, `amount`) to those of its grants that
    /// have not expired.
    static final Fragment REFILLED = new Fragment("refilled", """
        refilled as (
          update expiring_grants g
          set remaining = g.remaining + back.amount
          from back
          where g.user_id = :user_id and g.id = back.id and back.expires_at > now()
          returning g.expires_at, back.amount
        )
        """);

    /// `<sum_of_refilled>`: the credits of the part `refilled`.
    static final Fragment SUM_OF_REFILLED = sumOf("refilled");

    /// `<lost>`: the ledger's rows for the part `gone` (`transaction_id` of the grant, `gone_at`,
    /// `amount`). The part `base` has the amount of the balance before them, and a time that is
    /// before theirs.
    static final Fragment LOST = new Fragment("lost", """
        lost as (
          insert into transactions (
            user_id, type, amount, balance_after, description, expired_transaction_id, created_at)
          select
            :user_id, 'adjustment', -gone.amount,
            base.amount - sum(gone.amount) over earlier, 'Expired', gone.transaction_id,
            greatest(gone.gone_at, base.at + interval '1 microsecond')
              + (row_number() over earlier - 1) * interval '1 microsecond'
          from gone, base
          window earlier as (order by gone.gone_at, gone.transaction_id)
          returning created_at as at
        )
        """);

    /// `<sum_of_gone>`: the credits of the part `gone`.
    static final Fragment SUM_OF_GONE = sumOf("gone");

    /// `<next_time>`: a time after the last change of the balance `b`.
    static final Fragment NEXT_TIME =
            new Fragment("next_time", "greatest(clock_timestamp(), b.updated_at + interval '1 microsecond')");

    private GrantsSql() {}

    private static Fragment sumOf(String part) {
        return new Fragment("sum_of_" + part, "(select coalesce(sum(amount), 0) from " + part + ")::bigint");
    }
}
