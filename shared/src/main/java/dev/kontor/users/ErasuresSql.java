package dev.kontor.users;

import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;
import java.util.List;

/// The statements of [Erasures].
final class ErasuresSql {

    private static final Fragment LIMIT = Fragment.limit(Limits.PURGE_ROWS_PER_STATEMENT);

    /// Marks the user as being erased. From then on nobody sees their shares, and the trigger of `users`
    /// keeps their row from coming back.
    static final Query MARK = new Query("erasures.mark", """
        with mark as (
          insert into erasures as e (user_id)
          values (:user_id)
          on conflict (user_id) do update
          set updated_at = now()
        )
        delete from users u
        where u.user_id = :user_id
        """);

    /// Keeps others from going on with the erasure of the user.
    static final Query BEGIN = new Query("erasures.begin", """
        select e.pseudonym
        from erasures e
        where e.user_id = :user_id
        for update
        """);

    /// Ends the erasure, unless the user has a balance. A grant that began before the mark may have made
    /// one after its step, and its transaction may be under the pseudonym by now.
    static final Query END = new Query("erasures.end", """
        delete from erasures e
        where e.user_id = :user_id
          and not exists (select from balances b where b.user_id = :user_id)
        """);

    /// Finds the erasure that nobody has worked on for the longest time, and puts it behind the others: one
    /// that fails must not keep them waiting.
    static final Query NEXT = new Query("erasures.next", """
        update erasures e
        set updated_at = now()
        where e.id = (
          select n.id
          from erasures n
          order by n.updated_at
          limit 1
          for update skip locked
        )
        returning e.user_id
        """);

    /// The age, in seconds, of the oldest among the next erasures. One that fails goes behind the others,
    /// but keeps its age.
    static final Query OLDEST_WAITING = new Query("erasures.oldestWaiting", """
        with next as (
          select e.created_at
          from erasures e
          order by e.updated_at
          limit <limit>
        )
        select coalesce(extract(epoch from now() - min(created_at)), 0) as seconds
        from next
        """, LIMIT);

    private static final Query PURCHASES = new Query("erasures.purchases", """
        with purchase as materialized (
          select p.id
          from purchases p
          where p.user_id = :user_id
          limit <limit>
        ),
        gone as (
          delete from purchases p
          using purchase
          where p.user_id = :user_id and p.id = purchase.id
          returning p.payment_id
        ),
        gone_payments as (
          delete from payments m
          using gone
          where m.payment_id = gone.payment_id
        )
        select count(*) < <limit> as is_done
        from gone
        """, LIMIT);

    /// Moves the balance as it is once its row is locked. From then on nobody changes the ledger of the
    /// user. The pseudonym has a balance already where an earlier transaction moved one, and the user got
    /// credits just as the erasure began. Later, the trigger of `balances` refuses a new one.
    private static final Query BALANCE = new Query("erasures.balance", """
        with gone as (
          delete from balances b
          where b.user_id = :user_id
          returning b.amount, b.version
        ),
        moved as (
          insert into balances as m (user_id, amount, version)
          select :pseudonym, gone.amount, gone.version
          from gone
          on conflict (user_id) do update
          set amount = m.amount + excluded.amount, version = m.version + excluded.version
        )
        select true as is_done
        """);

    private static final Query OPEN_HOLDS =
            rows("erasures.openHolds", "holds", "o.user_id = :user_id and o.transaction_id is null");

    /// `<moved>`: a part that gives the transactions of `entry` to the pseudonym.
    private static final Fragment MOVED = new Fragment("moved", """
        moved as (
          update transactions t
          set user_id = :pseudonym
          from entry
          where t.user_id = :user_id and t.id = entry.id
        )
        """);

    /// Gives what expired of grants to the pseudonym, of which a grant may have any number. The trigger of
    /// the table removes the reference to the grant, which can then follow alone.
    private static final Query EXPIRIES = new Query("erasures.expiries", """
        with entry as materialized (
          select t.id
          from transactions t
          where t.user_id = :user_id and t.expired_transaction_id is not null
          limit <limit>
        ),
        <moved>
        select count(*) < <limit> as is_done
        from entry
        """, MOVED, LIMIT);

    /// Gives the other transactions to the pseudonym: together with their refunds, as the foreign key
    /// asks, and without the holds that they settled. Nothing refers to a refund. The trigger of the
    /// table removes what people wrote.
    private static final Query LEDGER = new Query("erasures.ledger", """
        with root as materialized (
          select t.id, t.hold_id
          from transactions t
          where t.user_id = :user_id and t.refunded_transaction_id is null
          limit <limit>
        ),
        entry as materialized (
          select root.id, root.hold_id
          from root
          union all
          select r.id, null
          from root
          join transactions r on r.user_id = :user_id and r.refunded_transaction_id = root.id
        ),
        gone_holds as (
          delete from holds h
          using entry
          where h.user_id = :user_id and h.id = entry.hold_id
        ),
        <moved>
        select count(*) < <limit> as is_done
        from root
        """, MOVED, LIMIT);

    /// Takes files, and deletes them once their older versions are gone, of which there may be any number.
    /// The foreign keys delete the links to tags, of which a file has few. They would delete the first
    /// versions too, but each by a statement of its own.
    private static final Query FILES = new Query("erasures.files", """
        with file as materialized (
          select f.id
          from files f
          where f.user_id = :user_id
          limit <limit>
        ),
        older_version as materialized (
          select v.id
          from file_versions v
          where v.user_id = :user_id and v.file_id = any(array(select id from file)) and v.version > 1
          limit <limit>
        ),
        taken as materialized (
          select (select count(*) from older_version) < <limit> as all_versions
        ),
        gone_versions as (
          delete from file_versions v
          where v.user_id = :user_id and v.id = any(array(select id from older_version))
        ),
        gone_first_versions as (
          delete from file_versions v
          using taken
          where v.user_id = :user_id and v.file_id = any(array(select id from file)) and v.version = 1
            and taken.all_versions
        ),
        gone_files as (
          delete from files f
          using taken
          where f.user_id = :user_id and f.id = any(array(select id from file)) and taken.all_versions
        )
        select (select count(*) from file) < <limit> and taken.all_versions as is_done
        from taken
        """, LIMIT);

    /// Takes folders with nothing below them, level by level: otherwise the foreign key would first move
    /// what is below a folder to the top level, where its name may be taken. The folder of a batch in
    /// the trash goes after all others of the batch, which refer to it.
    private static final Query FOLDERS = new Query("erasures.folders", """
        with leaf as materialized (
          select f.id
          from folders f
          where f.user_id = :user_id
            and not exists (
              select from folders c where c.user_id = :user_id and c.parent_folder_id = f.id
            )
            and not exists (
              select
              from trash_items t
              join folders o on o.user_id = :user_id and o.trash_id = t.id and o.id <> f.id
              where t.user_id = :user_id and t.folder_id = f.id
            )
          limit <limit>
        ),
        gone as (
          delete from folders f
          using leaf
          where f.user_id = :user_id and f.id = leaf.id
          returning 1
        )
        select count(*) = 0 as is_done
        from gone
        """, LIMIT);

    private static final Query STORAGE_TOTALS =
            new Query("erasures.storageTotals", "select true as is_done from forget_storage_totals(:user_id)");

    /// Each deletes up to a limit of rows, and returns `is_done`: whether none is left. Idempotency keys
    /// come after the locks of the tree and of the balance, so that none outlives what it was used for.
    static final List<Query> STEPS = List.of(
            rows("shares"),
            rows("users"),
            rows("export_entries"),
            rows("export_parts"),
            rows("exports"),
            PURCHASES,
            BALANCE,
            rows("allocations"),
            rows("expiring_grants"),
            OPEN_HOLDS,
            EXPIRIES,
            LEDGER,
            FILES,
            FOLDERS,
            rows("tags"),
            rows("user_settings"),
            rows("idempotency_keys"),
            rows("quotas"),
            STORAGE_TOTALS);

    private ErasuresSql() {}

    private static Query rows(String table) {
        return rows("erasures." + table.replace("_", ""), table, "o.user_id = :user_id");
    }

    /// @param condition on the rows `o` of the table that are deleted
    private static Query rows(String name, String table, String condition) {
        return new Query(name, """
            with gone as (
              delete from <table> d
              where d.user_id = :user_id
                and d.id = any(array(
                  select o.id
                  from <table> o
                  where <condition>
                  limit <limit>
                ))
              returning 1
            )
            select count(*) < <limit> as is_done
            from gone
            """, new Fragment("table", table), new Fragment("condition", condition), LIMIT);
    }
}
