package dev.kontor.versions;

import dev.kontor.files.AttachedRowsSql;
import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// The statements of [Uploads].
final class UploadsSql {

    /// No content of the file has arrived, for a while no version was added and no upload signed, and
    /// no upload in parts goes on. The text around it says by `<owner>` and `<file_id>` which file it is
    /// about.
    private static final Fragment HAS_NOTHING = new Fragment("has_nothing", """
        not exists (
          select
          from file_versions o
          where o.user_id = <owner> and o.file_id = <file_id>
            and (o.is_uploaded
              or o.upload_expires_at > now()
              or o.updated_at > now() - make_interval(secs => :kept_seconds))
        )
        """);

    /// The version `v` is the first of an unfinished file.
    private static final Fragment IS_UNFINISHED = new Fragment(
            "is_unfinished",
            """
            v.version = 1 and not v.is_uploaded
              and v.created_at <= now() - make_interval(secs => :kept_seconds)
              and <has_nothing>
            """,
            HAS_NOTHING,
            new Fragment("owner", "v.user_id"),
            new Fragment("file_id", "v.file_id"));

    /// Keeps others from changing the file until the transaction ends, so that the next statement
    /// sees every version whose content has arrived.
    static final Query LOCK = new Query("uploads.lock", """
        select f.user_id
        from files f
        where f.id = :id
        for no key update
        """);

    /// Confirms the versions. The file changes when another version is now the newest one, or when
    /// its size turns out to be different.
    static final Query CONFIRM = new Query("uploads.confirm", """
        with uploaded as (
          select
            v.version, v.mime_type, v.storage_key, v.is_uploaded as was_uploaded,
            case when v.storage_key = :storage_key then :size else v.size end as size
          from file_versions v
          where v.user_id = :user_id and v.file_id = :id
            and (v.is_uploaded or v.storage_key = :storage_key)
        ),
        confirmed as (
          update file_versions v
          set is_uploaded = true, size = :size, checksum = :checksum
          where v.user_id = :user_id and v.file_id = :id and v.storage_key = :storage_key
            and (not v.is_uploaded or v.size <> :size or v.checksum is distinct from :checksum)
        ),
        followed as (
          update files f
          set size = n.size, mime_type = n.mime_type, storage_key = n.storage_key
          from (select * from uploaded order by version desc limit 1) n
          where f.user_id = :user_id and f.id = :id
            and (not n.was_uploaded
              or (f.size, f.mime_type, f.storage_key) <> (n.size, n.mime_type, n.storage_key))
        )
        select exists (select from uploaded where storage_key = :storage_key)
        """);

    /// The keys of all versions of the files, the oldest files first.
    static final Query UNFINISHED =
            new Query("uploads.unfinished", """
                with unfinished as materialized (
                  select v.user_id, v.file_id
                  from file_versions v
                  where <is_unfinished>
                  order by v.created_at
                  limit <limit>
                )
                select v.storage_key
                from unfinished u
                join file_versions v on v.user_id = u.user_id and v.file_id = u.file_id
                """, IS_UNFINISHED, Fragment.limit(Limits.PURGE_ROWS_PER_STATEMENT));

    /// Nothing of the version `v` has arrived, no upload of it was signed for a while, and its file has
    /// other content, so the file stays.
    private static final Fragment IS_ABANDONED = new Fragment("is_abandoned", """
        not v.is_uploaded and not v.is_given_up
          and v.updated_at <= now() - make_interval(secs => :kept_seconds)
          and (v.upload_expires_at is null or v.upload_expires_at <= now())
          and exists (
            select
            from file_versions o
            where o.user_id = v.user_id and o.file_id = v.file_id and o.is_uploaded
          )
        """);

    static final Query ABANDONED =
            new Query("uploads.abandoned", """
                select v.storage_key
                from file_versions v
                where <is_abandoned>
                order by v.updated_at
                limit <limit>
                """, IS_ABANDONED, Fragment.limit(Limits.PURGE_ROWS_PER_STATEMENT));

    /// Gives back the room that the versions reserve.
    static final Query GIVE_UP = new Query("uploads.giveUp", """
        update file_versions v
        set is_given_up = true
        where v.storage_key = any(:keys) and <is_abandoned>
        """, IS_ABANDONED);

    /// How long the oldest unfinished file is overdue, in seconds.
    static final Query OLDEST_WAITING = new Query("uploads.oldestWaiting", """
        with oldest as (
          select v.created_at
          from file_versions v
          where <is_unfinished>
          order by v.created_at
          limit 1
        )
        select coalesce(extract(epoch from now() - min(created_at)) - :kept_seconds, 0) as seconds
        from oldest
        """, IS_UNFINISHED);

    /// Locks the files. A file whose upload is just being confirmed, or which is just getting a
    /// version, is skipped, or the next statement sees the change.
    static final Query LOCK_UNFINISHED = new Query("uploads.lockUnfinished", """
        select f.id
        from files f
        where f.id = any(:ids)
        for update skip locked
        """);

    /// Deletes one step: the files themselves only when everything attached to them was taken.
    static final Query DELETE_UNFINISHED = new Query(
            "uploads.deleteUnfinished",
            """
            with file as materialized (
              select f.user_id, f.id
              from files f
              where f.id = any(:ids) and <has_nothing>
            ),
            <delete_attached>,
            deleted_files as (
              delete from files f
              using file c, attached
              where f.user_id = c.user_id and f.id = c.id and attached.is_all
              returning f.id
            )
            select (select count(*) from deleted_attached) + (select count(*) from deleted_files)
            """,
            AttachedRowsSql.DELETE,
            HAS_NOTHING,
            new Fragment("owner", "f.user_id"),
            new Fragment("file_id", "f.id"),
            Fragment.limit(Limits.PURGE_ROWS_PER_STATEMENT));

    private UploadsSql() {}
}
