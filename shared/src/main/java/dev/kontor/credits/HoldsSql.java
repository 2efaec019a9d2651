package dev.kontor.credits;

import static dev.kontor.credits.CreditRowSql.BALANCE_COLUMNS;
import static dev.kontor.credits.CreditRowSql.HOLD_COLUMNS;

import dev.kontor.shared.database.Filter;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;

/// The statements of [Holds].
final class HoldsSql {

    /// `<hold>`: the part of a statement that writes the hold for the part `changed`.
    private static final Fragment NEW_HOLD = new Fragment("hold", """
        hold as (
          insert into holds (
            user_id, created_by, amount, app_id, description, metadata, expires_at, created_at)
          select
            b.user_id, :created_by, :amount, :app_id::text, :description, :metadata::jsonb,
            <expires_at>, b.updated_at
          from changed b
          returning *
        )
        """);

    private static final Fragment EXPIRES_AT =
            new Fragment("expires_at", "now() + :seconds::bigint * interval '1 second'");

    /// Holds credits of a balance in which nothing is due, and of which no grant expires.
    static final Query HOLD = holding("holds.create", """
        changed as (
          update balances b
          set held = b.held + :amount,
            next_expiry_at = least(b.next_expiry_at, <expires_at>)
          where b.user_id = :user_id
            and <nothing_expires>
            and b.amount - b.held >= :amount
          returning b.*
        ),
        <hold>
        """, ExpirySql.NOTHING_EXPIRES);

    /// Holds credits of a balance that is locked and up to date, first what expires first.
    static final Query HOLD_GRANTS =
            holding("holds.createOfGrants", """
                asked as (
                  select :amount::bigint as amount
                ),
                <taken>,
                changed as (
                  update balances b
                  set held = b.held + :amount,
                    expiring = b.expiring - <sum_of_taken>,
                    next_expiry_at = least(b.next_expiry_at, <expires_at>)
                  where b.user_id = :user_id and b.amount - b.held >= :amount
                  returning b.*
                ),
                <reduced>,
                <hold>,
                allocated as (
                  insert into allocations (user_id, grant_id, hold_id, amount)
                  select :user_id, taken.id, hold.id, taken.amount
                  from taken, hold
                )
                """, GrantsSql.TAKEN, GrantsSql.SUM_OF_TAKEN, GrantsSql.REDUCED);

    static final Filter OF_STATUS = new Filter("ofStatus", "status = :status::hold_status");

    static final ListQuery LIST = ListQuery.named("holds.list")
            .sortedBy(Credits.SORTS)
            .filteredBy(OF_STATUS)
            .refusedBy(ExpirySql.REFUSAL_IF_DUE)
            .of("h", HOLD_COLUMNS, """
                select *
                from holds
                where user_id = :user_id
                  <filters>
                """);

    /// Finds a hold that the caller may know of, and locks its user's balance. What a service holds
    /// is ended by services alone: a user who could release it would not have to pay.
    static final Query LOCK = new Query("holds.lock", """
        select
          case
            when h.id is null then 'NO_HOLD'
            when h.created_by <> :caller and not :is_service then 'HOLD_OF_SERVICE'
          end as refusal,
          h.user_id, h.is_due
        from (values (1)) as one
        left join (
          select h.id, h.user_id, h.created_by, <is_due>
          from holds h
          join balances b on b.user_id = h.user_id
          where h.id = :id and (h.user_id = :caller or :is_service)
          for no key update of b
        ) h on true
        """, ExpirySql.IS_DUE);

    /// Settles an open hold that has taken nothing of grants, of a balance in which nothing is due and
    /// of which no grant expires. Has no row otherwise. It locks the balance before the hold, as all
    /// do, and decides by what both are once it has them.
    static final Query SETTLE =
            new Query("holds.settle", """
                with locked as (
                  select
                    h.*,
                    coalesce(:amount::bigint, h.amount) as price,
                    b.amount - b.held + h.amount as payable,
                    <nothing_expires> as nothing_expires
                  from holds h
                  join balances b on b.user_id = h.user_id
                  where h.id = :id and (h.user_id = :caller and h.created_by = :caller or :is_service)
                  for no key update of b, h
                ),
                hold as (
                  select *
                  from locked l
                  where l.status = 'open' and l.price <= l.payable and l.nothing_expires
                    and not exists (
                      select from allocations a where a.user_id = l.user_id and a.hold_id = l.id
                    )
                ),
                changed as (
                  update balances b
                  set amount = b.amount - hold.price,
                    held = b.held - hold.amount,
                    version = b.version + 1
                  from hold
                  where b.user_id = hold.user_id
                  returning b.*
                ),
                entry as (
                  insert into transactions (
                    user_id, type, amount, balance_after, app_id, description, metadata, hold_id, created_at)
                  select
                    b.user_id, 'usage', -hold.price, b.amount, hold.app_id,
                    coalesce(:description::text, hold.description), hold.metadata, hold.id, b.updated_at
                  from hold, changed b
                  returning *
                ),
                settled as (
                  update holds h
                  set status = 'settled', settled_amount = -entry.amount, transaction_id = entry.id
                  from entry
                  where h.user_id = entry.user_id and h.id = entry.hold_id
                  returning h.*
                )
                select <settlement_columns>, <balance_columns>
                from settled h, entry t, changed b
                """, ExpirySql.NOTHING_EXPIRES, CreditRowSql.SETTLEMENT_COLUMNS, BALANCE_COLUMNS);

    /// Settles an open hold of a balance that is locked and up to date. What the work cost less goes
    /// back to where it was taken from, or is gone where that has expired; what it cost more is taken
    /// of the credits that are available.
    static final Query SETTLE_GRANTS = new Query(
            "holds.settleGrants",
            """
            with hold as (
              select h.*, coalesce(:amount::bigint, h.amount) as price
              from holds h
              where h.user_id = :user_id and h.id = :id
            ),
            payable as (
              select hold.*
              from hold
              join balances b on b.user_id = :user_id
              where hold.status = 'open' and b.amount - b.held + hold.amount >= hold.price
            ),
            base as (
              select b.amount - p.price as amount, <next_time> as at
              from balances b, payable p
              where b.user_id = :user_id
            ),
            asked as (
              select p.price - p.amount as amount
              from payable p
            ),
            <taken>,
            parts as (
              select
                g.id, g.transaction_id, g.expires_at, a.amount,
                greatest(
                  least(a.amount, p.price - sum(a.amount) over (order by g.expires_at, g.id) + a.amount), 0
                )::bigint as used
              from payable p
              join allocations a on a.user_id = :user_id and a.hold_id = p.id
              join expiring_grants g on g.user_id = :user_id and g.id = a.grant_id
            ),
            used as (
              select id, sum(amount)::bigint as amount
              from (
                select id, used as amount
                from parts
                where used > 0
                union all
                select id, amount
                from taken
              ) of_grants
              group by id
            ),
            back as (
              select id, transaction_id, expires_at, amount - used as amount
              from parts
              where amount > used
            ),
            gone as (
              select back.transaction_id, base.at as gone_at, back.amount
              from back, base
              where back.expires_at <= now()
            ),
            <refilled>,
            <lost>,
            changed as (
              update balances b
              set amount = base.amount - <sum_of_gone>,
                held = b.held - p.amount,
                expiring = b.expiring + <sum_of_refilled> - <sum_of_taken>,
                next_expiry_at = least(b.next_expiry_at, (select min(expires_at) from refilled)),
                version = b.version + 1 + (select count(*) from gone),
                updated_at = coalesce((select max(at) from lost), base.at)
              from payable p, base
              where b.user_id = :user_id
              returning b.*
            ),
            <reduced>,
            entry as (
              insert into transactions (
                user_id, type, amount, balance_after, app_id, description, metadata, hold_id, created_at)
              select
                :user_id, 'usage', -p.price, base.amount, p.app_id, coalesce(:description::text, p.description),
                p.metadata, p.id, base.at
              from payable p, base
              returning *
            ),
            freed as (
              delete from allocations a
              using payable p
              where a.user_id = :user_id and a.hold_id = p.id
            ),
            allocated as (
              insert into allocations (user_id, grant_id, transaction_id, amount)
              select :user_id, used.id, entry.id, used.amount
              from used, entry
            ),
            settled as (
              update holds h
              set status = 'settled', settled_amount = p.price, transaction_id = entry.id
              from payable p, entry
              where h.user_id = :user_id and h.id = p.id
              returning h.*
            )
            select
              case
                when settled.id is not null then null
                when hold.status = 'open' then 'INSUFFICIENT_CREDITS'
                when hold.status = 'released' then 'HOLD_RELEASED'
                when hold.status = 'expired' then 'HOLD_EXPIRED'
                when hold.price <> hold.settled_amount then 'HOLD_SETTLED'
              end as refusal,
              <settlement_columns>,
              <balance_columns>
            from hold
            left join settled on true
            left join (
              select *
              from settled
              union all
              select *
              from holds
              where user_id = :user_id and id = :id and status = 'settled'
            ) h on true
            left join (
              select *
              from entry
              union all
              select t.*
              from transactions t
              where t.user_id = :user_id and t.id = (select transaction_id from hold)
            ) t on true
            left join (
              select *
              from changed
              union all
              select b.*
              from balances b
              where b.user_id = :user_id and not exists (select from payable)
            ) b on true
            """,
            GrantsSql.NEXT_TIME,
            GrantsSql.TAKEN,
            GrantsSql.SUM_OF_TAKEN,
            GrantsSql.REDUCED,
            GrantsSql.REFILLED,
            GrantsSql.SUM_OF_REFILLED,
            GrantsSql.LOST,
            GrantsSql.SUM_OF_GONE,
            CreditRowSql.SETTLEMENT_COLUMNS,
            BALANCE_COLUMNS);

    /// Releases an open hold of a balance that is locked and up to date. One that has been released,
    /// or has expired, stays as it is.
    static final Query RELEASE = new Query(
            "holds.release",
            """
            with <ended>
            select
              case when h.status = 'settled' then 'HOLD_SETTLED' end as refusal,
              <hold_columns>,
              <balance_columns>
            from (
              select *
              from ended
              union all
              select *
              from holds
              where user_id = :user_id and id = :id and status <> 'open'
            ) h
            join (
              select *
              from changed
              union all
              select b.*
              from balances b
              where b.user_id = :user_id and not exists (select from ended)
            ) b on true
            """,
            ExpirySql.ended("released", "h.id = :id", "now()", "exists (select from ended)"),
            HOLD_COLUMNS,
            BALANCE_COLUMNS);

    private HoldsSql() {}

    /// Changes a balance and writes the hold in one statement. The refusal tells what the statement
    /// saw when it began. It is null, and so is the row, where that is not certain, as in
    /// [CreditsSql].
    ///
    /// @param parts the parts `changed` of the balance and `hold`, and others
    /// @param fragments of the parts
    private static Query holding(String name, String parts, Fragment... fragments) {
        return new Query(
                name,
                """
                with <parts>
                select
                  case
                    when h.id is null and <is_short> then 'INSUFFICIENT_CREDITS'
                  end as refusal,
                  <hold_columns>,
                  <balance_columns>
                from (values (1)) as one
                left join balances was on was.user_id = :user_id
                left join (changed b join hold h on true) on true
                """,
                new Fragment("parts", parts, fragments),
                NEW_HOLD,
                EXPIRES_AT,
                ExpirySql.isShort(":amount"),
                HOLD_COLUMNS,
                BALANCE_COLUMNS);
    }
}
