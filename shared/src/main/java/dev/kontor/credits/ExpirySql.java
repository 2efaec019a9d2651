package dev.kontor.credits;

import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// The statements of [Expiry], and what others need to know of it.
final class ExpirySql {

    /// `<is_due>`: whether something of the balance `b` has expired that is not written yet.
    static final Fragment IS_DUE = new Fragment("is_due", "coalesce(b.next_expiry_at <= now(), false) as is_due");

    /// `<nothing_is_due>`: the balance `b` is up to date.
    static final Fragment NOTHING_IS_DUE =
            new Fragment("nothing_is_due", "(b.next_expiry_at is null or b.next_expiry_at > now())");

    /// `<nothing_expires>`: the balance `b` is up to date, and has no credits of grants that expire.
    static final Fragment NOTHING_EXPIRES =
            new Fragment("nothing_expires", "b.expiring = 0 and <nothing_is_due>", NOTHING_IS_DUE);

    /// `<refusal_if_due>`: refuses to read what is not up to date.
    static final Fragment REFUSAL_IF_DUE = new Fragment("refusal_if_due", """
        case when exists (
            select from balances due where due.user_id = :user_id and due.next_expiry_at <= now()
          ) then 'EXPIRY_DUE' end as refusal
        """);

    /// `<is_short>`: the balance `was` had fewer credits available when the statement began, and nothing
    /// was due.
    ///
    /// @param wanted an SQL expression
    static Fragment isShort(String wanted) {
        return new Fragment(
                "is_short",
                "coalesce(was.amount - was.held, 0) < <wanted> and (was.next_expiry_at > now()) is not false",
                new Fragment("wanted", wanted));
    }

    static final Query LOCK = new Query("credits.lock", """
        select b.user_id, <is_due>
        from balances b
        where b.user_id = :user_id
        for no key update
        """, IS_DUE);

    /// Ends holds that have expired, the first of them, and writes into the ledger what is gone of the
    /// grants that have. What a hold had taken of a grant goes back there, or is gone with it. While it
    /// ends as many holds as it may, there may be more, and `next_expiry_at` passes over them.
    static final Query WRITE =
            new Query("credits.expire", """
                with due as (
                  select h.id
                  from holds h
                  where h.user_id = :user_id and h.status = 'open' and h.expires_at <= now()
                  order by h.expires_at
                  limit :limit
                ),
                <ended>
                select (select count(*) from ended) = :limit as may_have_more
                from changed
                """, ended("expired", "h.id = any(array(select id from due))", "h.expires_at", "true"));

    private ExpirySql() {}

    /// `<ended>`: the parts of a statement that ends open holds of a balance which is locked:
    /// `ended`, the holds, and `changed`, the balance.
    ///
    /// @param status what the holds become
    /// @param which a condition on the hold `h`
    /// @param at when the hold `h` ends
    /// @param when a condition under which the balance is touched
    static Fragment ended(String status, String which, String at, String when) {
        return new Fragment(
                "ended",
                """
                ended as (
                  update holds h
                  set status = '<status>'
                  where h.user_id = :user_id and h.status = 'open' and <which>
                  returning h.*
                ),
                freed as (
                  delete from allocations a
                  using ended h
                  where a.user_id = :user_id and a.hold_id = h.id
                  returning a.grant_id, a.amount, <ended_at> as ended_at
                ),
                freed_grants as (
                  select g.id, g.transaction_id, g.expires_at, freed.amount, freed.ended_at
                  from freed
                  join expiring_grants g on g.user_id = :user_id and g.id = freed.grant_id
                ),
                back as (
                  select id, expires_at, sum(amount)::bigint as amount
                  from freed_grants
                  group by id, expires_at
                ),
                emptied as (
                  select id, transaction_id, expires_at, remaining
                  from expiring_grants
                  where user_id = :user_id and remaining > 0 and expires_at <= now()
                ),
                gone as (
                  select transaction_id, gone_at, sum(amount)::bigint as amount
                  from (
                    select transaction_id, expires_at as gone_at, remaining as amount
                    from emptied
                    union all
                    select transaction_id, greatest(expires_at, ended_at), amount
                    from freed_grants
                    where expires_at <= now()
                  ) parts
                  group by transaction_id, gone_at
                ),
                base as (
                  select b.amount, b.updated_at as at
                  from balances b
                  where b.user_id = :user_id
                ),
                <lost>,
                <refilled>,
                zeroed as (
                  update expiring_grants g
                  set remaining = 0
                  from emptied
                  where g.user_id = :user_id and g.id = emptied.id
                ),
                changed as (
                  update balances b
                  set amount = b.amount - <sum_of_gone>,
                    held = b.held - (select coalesce(sum(amount), 0) from ended)::bigint,
                    expiring = b.expiring + <sum_of_refilled>
                      - (select coalesce(sum(remaining), 0) from emptied)::bigint,
                    version = b.version + (select count(*) from gone),
                    next_expiry_at = least(
                      (select min(expires_at) from refilled),
                      (
                        select min(g.expires_at)
                        from expiring_grants g
                        where g.user_id = :user_id and g.remaining > 0 and g.expires_at > now()
                      ),
                      (
                        select min(h.expires_at)
                        from holds h
                        where h.user_id = :user_id and h.status = 'open' and h.expires_at > now()
                      )
                    ),
                    updated_at = coalesce((select max(at) from lost), b.updated_at)
                  where b.user_id = :user_id and <when>
                  returning b.*
                )
                """,
                new Fragment("status", status),
                new Fragment("which", which),
                new Fragment("ended_at", at),
                new Fragment("when", when),
                GrantsSql.LOST,
                GrantsSql.REFILLED,
                GrantsSql.SUM_OF_REFILLED,
                GrantsSql.SUM_OF_GONE);
    }
}
