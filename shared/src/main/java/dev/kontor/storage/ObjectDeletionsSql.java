package dev.kontor.storage;

import dev.kontor.shared.database.Query;

/// Every statement of [ObjectDeletions].
final class ObjectDeletionsSql {

    /// Waits for who is deleting such an object just now, and enqueues it anew, where `do nothing`
    /// would rely on a row that is about to go.
    static final Query ENQUEUE = new Query("storage.enqueue", """
        insert into object_deletions (storage_key)
        select distinct k.storage_key
        from unnest(:storage_keys) as k (storage_key)
        order by k.storage_key
        on conflict (storage_key) do update
        set updated_at = now()
        """);

    static final Query NEXT = new Query("storage.next", """
        select d.storage_key
        from object_deletions d
        order by d.updated_at
        limit :limit
        for update skip locked
        """);

    /// Asked with the entries locked: who deletes the last of such a version from now on enqueues
    /// its key anew. Who makes a version with the key of another holds that one's row, so that one
    /// is seen here or the new one comes to nothing.
    static final Query USED = new Query("storage.used", """
        select distinct v.storage_key
        from file_versions v
        where v.storage_key = any(:storage_keys)
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

    /// In seconds, of those that come next: who is refused goes to their end, but keeps its age.
    static final Query OLDEST_WAITING = new Query("storage.oldestWaiting", """
        with next as (
          select d.created_at
          from object_deletions d
          order by d.updated_at
          limit :limit
        )
        select coalesce(extract(epoch from now() - min(created_at)), 0) as seconds
        from next
        """);

    private ObjectDeletionsSql() {}
}
