package dev.kontor.storage;

import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// The statements of [ObjectDeletions].
final class ObjectDeletionsSql {

    /// Waits for a transaction that is just deleting such an object, and enqueues the key again.
    /// `do nothing` would rely on a row that is about to be deleted.
    static final Query ENQUEUE = new Query("storage.enqueue", """
        insert into object_deletions (storage_key)
        select distinct k.storage_key
        from unnest(:storage_keys) as k (storage_key)
        order by k.storage_key
        on conflict (storage_key) do update
        set updated_at = now()
        """);

    static final Query NEXT = new Query("storage.next", """
        select d.storage_key, d.multipart_upload_id
        from object_deletions d
        order by d.updated_at
        limit <limit>
        for update skip locked
        """, Fragment.limit(Limits.OBJECTS_PER_DELETION));

    /// The keys that a version still has, or an export that is ready. It runs while the entries are
    /// locked, so a transaction that deletes the last version of a key afterwards enqueues the key again.
    /// A transaction that adds a version with the key of another locks that other version: this statement
    /// sees the other version, or nothing is added.
    static final Query USED = new Query("storage.used", """
        select v.storage_key
        from file_versions v
        where v.storage_key = any(:storage_keys)
        union
        select e.storage_key
        from exports e
        where e.storage_key = any(:storage_keys) and e.status = 'ready'
        """);

    static final Query DONE = new Query("storage.done", """
        with refused as (
          update object_deletions
          set updated_at = now()
          where storage_key = any(:refused_keys)
        )
        delete from object_deletions
        where storage_key = any(:done_keys)
        """);

    /// The longest wait among the next entries, in seconds. A refused entry goes to the end of the
    /// queue but keeps its age.
    static final Query OLDEST_WAITING =
            new Query("storage.oldestWaiting", """
                with next as (
                  select d.created_at
                  from object_deletions d
                  order by d.updated_at
                  limit <limit>
                )
                select coalesce(extract(epoch from now() - min(created_at)), 0) as seconds
                from next
                """, Fragment.limit(Limits.PURGE_ROWS_PER_STATEMENT));

    private ObjectDeletionsSql() {}
}
