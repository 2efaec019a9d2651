package dev.kontor.purchases;

import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;

/// The statements of [Purchases].
final class PurchasesSql {

    private static final Fragment COLUMNS = new Fragment("columns", """
        p.id, p.package_id, p.credits, p.price_amount, p.currency, p.status, p.transaction_id,
        p.recovered, p.unrecovered, p.created_at, p.completed_at, p.updated_at
        """);

    private static final Fragment LOCKED = new Fragment("locked", """
        select
          p.id, p.user_id, p.credits, p.price_amount, p.currency, p.payment_link_id, p.payment_id,
          p.transaction_id, p.recovered, p.unrecovered
        from purchases p
        where <found>
        for no key update
        """);

    static final Query CREATE = new Query("purchases.create", """
        with made as (
          insert into purchases (
            user_id, package_id, credits, price_amount, currency, payment_link_id)
          select :user_id, k.id, k.credits, k.price_amount, k.currency, k.payment_link_id
          from packages k
          where k.id = :package_id and k.is_active
          returning *
        )
        select
          case when p.id is null then 'NO_PACKAGE' end as refusal,
          <columns>,
          k.payment_link_url
        from (values (1)) as one
        left join (made p join packages k on k.id = p.package_id) on true
        """, COLUMNS);

    static final Query GET = new Query("purchases.get", """
        select
          <columns>
        from purchases p
        where p.user_id = :user_id and p.id = :id
        """, COLUMNS);

    static final ListQuery LIST = ListQuery.named("purchases.list").of("p", COLUMNS, """
        select *
        from purchases
        where user_id = :user_id
        """);

    /// Whether a payment link is, or was, that of a package.
    static final Query IS_OWN_LINK = new Query("purchases.isOwnLink", """
        select
          exists (select from packages k where k.payment_link_id = :payment_link_id)
          or exists (select from purchases p where p.payment_link_id = :payment_link_id) as is_own
        """);

    /// A second transaction waits here until the first has settled, and then sees what it did.
    static final Query TELL = new Query("purchases.tell", """
        insert into payments as p (payment_id, refunded, lost_disputes)
        values (:payment_id, :refunded, :lost_disputes::jsonb)
        on conflict (payment_id) do update
        set refunded = greatest(p.refunded, excluded.refunded),
          lost_disputes = p.lost_disputes || excluded.lost_disputes
        returning p.refunded + (
          select coalesce(sum(d.amount::bigint), 0)::bigint
          from jsonb_each_text(p.lost_disputes) as d (id, amount)
        ) as reversed
        """);

    /// It works for any user: Stripe's event names the purchase.
    static final Query LOCK = new Query("purchases.lock", "<locked>", LOCKED, new Fragment("found", "p.id = :id"));

    static final Query LOCK_PAID =
            new Query("purchases.lockPaid", "<locked>", LOCKED, new Fragment("found", "p.payment_id = :payment_id"));

    static final Query SAVE = new Query("purchases.save", """
        update purchases p
        set status = :status::purchase_status,
          payment_id = :payment_id,
          transaction_id = :transaction_id,
          completed_at = coalesce(p.completed_at, now()),
          recovered = :recovered,
          unrecovered = :unrecovered
        where p.user_id = :user_id and p.id = :id
        """);

    private PurchasesSql() {}
}
