package dev.kontor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestDatabase;
import java.sql.SQLException;

/// The invariants of `docs/invariants.md` that concern files, folders, tags, the trash and credits.
public final class Invariants {

    private static final String VIOLATIONS = """
        -- 1: what belongs together belongs to one user
        select '1 parent of another user: folder ' || f.id
        from folders f join folders p on p.id = f.parent_folder_id where p.user_id <> f.user_id
        union all
        select '1 parent of another user: file ' || f.id
        from files f join folders p on p.id = f.parent_folder_id where p.user_id <> f.user_id
        union all
        select '1 tag of another user: file ' || f.id
        from file_tags l join files f on f.id = l.file_id join tags t on t.id = l.tag_id
        where f.user_id <> t.user_id or l.user_id <> t.user_id
        union all
        select '1 version of another user: file ' || f.id
        from file_versions v join files f on f.id = v.file_id where v.user_id <> f.user_id

        union all
        select '1 share of what is another user''s: ' || s.id
        from shares s
        left join files f on f.id = s.file_id
        left join folders d on d.id = s.folder_id
        where s.user_id is distinct from coalesce(f.user_id, d.user_id)

        -- 2: a balance is the sum of its user's transactions, and never negative; during an erasure, user
        -- and pseudonym count as one
        union all
        select '2 a balance that is not the sum: ' || user_id
        from (
          select coalesce(e.pseudonym, b.user_id) as user_id, sum(amount) as amount, sum(version) as version
          from balances b left join erasures e using (user_id) group by 1
        ) b
        full join (
          select coalesce(e.pseudonym, t.user_id) as user_id, sum(amount) as total, count(*) as changes
          from transactions t left join erasures e using (user_id) group by 1
        ) t using (user_id)
        where b.amount is distinct from t.total or b.version is distinct from t.changes
        union all
        select '2 a negative balance: ' || user_id
        from balances where amount < 0
        union all
        select '2 not the balance after all transactions so far: ' || id
        from (
          select
            t.id, balance_after,
            sum(amount) over (partition by coalesce(e.pseudonym, t.user_id) order by t.created_at, t.id) as so_far
          from transactions t left join erasures e using (user_id)
        ) t
        where balance_after <> so_far
        union all
        select '2 refunds beyond a usage: ' || u.id
        from transactions u join transactions r on r.refunded_transaction_id = u.id
        group by u.id
        having u.type <> 'usage' or sum(r.amount) > -u.amount
          or bool_or(r.type <> 'refund' or r.user_id <> u.user_id)

        -- 6: what is held is covered, and held by open holds
        union all
        select '6 held otherwise than by open holds: ' || user_id
        from balances b
        left join (
          select user_id, sum(amount) as total, min(expires_at) as first
          from holds where status = 'open' group by user_id
        ) h using (user_id)
        where b.held <> coalesce(h.total, 0) or b.held > b.amount or h.first < coalesce(b.next_expiry_at, 'infinity')
        union all
        select '6 not what is left of grants that expire: ' || user_id
        from balances b
        left join (
          select user_id, sum(remaining) as total, min(expires_at) as first
          from expiring_grants where remaining > 0 group by user_id
        ) g using (user_id)
        where b.expiring <> coalesce(g.total, 0) or g.first < coalesce(b.next_expiry_at, 'infinity')
        union all
        select '6 holds without a balance: ' || user_id
        from holds
        where status = 'open'
          and user_id not in (select user_id from balances)
          and user_id not in (select user_id from erasures)
        union all
        select '6 allocated to a hold that has ended, or too much: ' || h.id
        from holds h join allocations a on a.hold_id = h.id
        group by h.id
        having h.status <> 'open' or sum(a.amount) > h.amount
        union all
        select '6 allocated to a usage, and too much: ' || t.id
        from transactions t join allocations a on a.transaction_id = t.id
        group by t.id
        having sum(a.amount) > -t.amount
        union all
        select '6 more left of a grant than it gave: ' || g.id
        from expiring_grants g
        join transactions t on t.id = g.transaction_id
        left join allocations a on a.grant_id = g.id and a.hold_id is not null
        group by g.id, t.id
        having g.remaining + coalesce(sum(a.amount), 0) > t.amount
        union all
        select '6 settled otherwise than by its usage: ' || h.id
        from holds h
        left join transactions t on t.id = h.transaction_id
        left join transactions u on u.hold_id = h.id
        where h.status = 'settled'
          and (t.hold_id is distinct from h.id or t.amount is distinct from -h.settled_amount or u.id <> t.id)
          or h.status <> 'settled' and u.id is not null

        -- 3: the folders are a forest: each is reached from the top
        union all
        select '3 on a cycle: folder ' || id
        from folders
        where id not in (
          with recursive reached as (
            select id from folders where parent_folder_id is null
            union
            select f.id from folders f join reached r on f.parent_folder_id = r.id
          )
          select id from reached
        )

        -- 4: what is alive has a live parent or none
        union all
        select '4 alive in a deleted folder: folder ' || f.id
        from folders f join folders p on p.id = f.parent_folder_id
        where not f.is_deleted and p.is_deleted
        union all
        select '4 alive in a deleted folder: file ' || f.id
        from files f join folders p on p.id = f.parent_folder_id
        where not f.is_deleted and p.is_deleted

        -- 4: a batch is all or nothing
        union all
        select '4 in the trash of no batch: folder ' || f.id
        from folders f
        where f.is_deleted and not exists (select from trash_items t where t.id = f.trash_id)
        union all
        select '4 in the trash of no batch: file ' || f.id
        from files f
        where f.is_deleted
          and not exists (select from trash_items t where t.file_id = f.id)
          and not exists (select from folders p where p.id = f.parent_folder_id and p.is_deleted)
        union all
        select '4 a batch of something alive: ' || t.id
        from trash_items t
        left join files f on f.id = t.file_id
        left join folders d on d.id = t.folder_id
        where not coalesce(f.is_deleted, d.is_deleted)
        union all
        select '4 a folder of another batch than its own item: ' || t.id
        from trash_items t join folders d on d.id = t.folder_id where d.trash_id <> t.id
        union all
        select '4 a batch in pieces: folder ' || f.id
        from folders f
        join trash_items t on t.id = f.trash_id and t.folder_id <> f.id and not t.is_purged
        left join folders p on p.id = f.parent_folder_id
        where p.trash_id is distinct from t.id

        -- 5: versions are 1, 2, 3 and so on
        union all
        select '5 versions with gaps, or none: file ' || f.id
        from files f
        left join file_versions v on v.file_id = f.id
        where f.user_id not in (select user_id from erasures)
          and f.id not in (select t.file_id from trash_items t where t.is_purged and t.file_id is not null)
          and not exists (
            select from folders p join trash_items t on t.id = p.trash_id
            where p.id = f.parent_folder_id and t.is_purged
          )
        group by f.id
        having count(v.version) = 0 or min(v.version) <> 1 or max(v.version) <> count(v.version)

        -- 7: a payment gives its credits once
        union all
        select '7 not given as it was bought: purchase ' || p.id
        from purchases p join transactions t on t.id = p.transaction_id
        where (t.user_id, t.type, t.amount) <> (p.user_id, 'purchase', p.credits)
        union all
        select '7 not taken as it was noted: purchase ' || p.id
        from purchases p
        left join (
          select (metadata ->> 'purchaseId')::uuid as purchase_id, -sum(amount) as taken
          from transactions where type = 'adjustment' and metadata ? 'purchaseId' group by 1
        ) t on t.purchase_id = p.id
        where coalesce(t.taken, 0) <> case when p.transaction_id is null then 0 else p.recovered end
        union all
        select '7 given for no purchase, or twice: ' || t.id
        from transactions t left join purchases p on p.transaction_id = t.id
        where t.type = 'purchase' and t.metadata ? 'purchaseId' and p.id is null
          and t.user_id not in (select user_id from erasures)
        union all
        select '7 a payment that went back, and credits that did not: purchase ' || p.id
        from purchases p join payments m using (payment_id)
        where p.recovered + p.unrecovered <> div(p.credits::numeric * least(p.price_amount, m.refunded + (
          select coalesce(sum(value::bigint), 0) from jsonb_each_text(m.lost_disputes)
        )), p.price_amount)

        -- the current version is the newest uploaded one, version 1 until there is one
        union all
        select 'not as its current version: file ' || f.id
        from files f
        cross join lateral (
          select v.size, v.mime_type, v.storage_key
          from file_versions v
          where v.file_id = f.id and (v.is_uploaded or v.version = 1)
          order by v.version desc
          limit 1
        ) v
        where (f.size, f.mime_type, f.storage_key) <> (v.size, v.mime_type, v.storage_key)
        union all
        select 'versions made in another order than their numbers: file ' || file_id
        from (
          select file_id, created_at <= lag(created_at) over (partition by file_id order by version) as is_late
          from file_versions
        ) v
        where is_late
        union all
        select 'an object of two files: ' || storage_key
        from file_versions
        group by storage_key having count(distinct file_id) > 1

        -- 8: the totals are what there is
        union all
        select '8 totals that are not the sums: ' || user_id
        from storage_totals s
        full join (
          select
            user_id,
            coalesce(sum(size) filter (where is_uploaded), 0) as used,
            coalesce(sum(size) filter (where not is_uploaded and not is_given_up), 0) as reserved
          from (
            select user_id, is_uploaded, is_given_up, max(size) as size
            from file_versions
            group by user_id, is_uploaded, is_given_up, storage_key
          ) o
          group by user_id
        ) v using (user_id)
        where coalesce(s.used, 0) <> coalesce(v.used, 0) or coalesce(s.reserved, 0) <> coalesce(v.reserved, 0)

        -- an object that is to be deleted is needed by nothing
        union all
        select 'to be deleted, and needed: ' || storage_key
        from object_deletions where storage_key in (select storage_key from file_versions)

        -- names are taken once among live siblings
        union all
        select 'a name twice: ' || min(name)
        from files where not is_deleted
        group by user_id, parent_folder_id, fold_name(name) having count(*) > 1
        union all
        select 'a name twice: ' || min(name)
        from folders where not is_deleted
        group by user_id, parent_folder_id, fold_name(name) having count(*) > 1
        """;

    private Invariants() {}

    public static void assertHold(TestDatabase postgres) throws SQLException {
        assertThat(postgres.query(VIOLATIONS)).isEmpty();
    }
}
