package dev.kontor.exports;

import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// The statements of [ExportRecords]: an export's own state while it is written.
final class ExportStepsSql {

    private static final Fragment LEASE_END =
            new Fragment("lease_end", "now() + interval '%d seconds'".formatted(Limits.EXPORT_LEASE.toSeconds()));

    private static final Fragment LIMIT = Fragment.limit(Limits.EXPORT_ENTRIES_PER_COMMIT);

    /// Takes an export to write, unless somebody else has it.
    static final Query CLAIM = new Query("exports.step.claim", """
        update exports e
        set lease_id = gen_random_uuid(), lease_expires_at = <lease_end>, attempt_count = e.attempt_count + 1
        where e.id = :id and e.status = 'running'
          and (e.lease_expires_at is null or e.lease_expires_at <= now())
        returning
          e.id, e.user_id, e.storage_key, e.multipart_upload_id, e.lease_id, e.phase, e.reached, e.bytes_written,
          e.last_part, e.entry_count, e.directory_offset, e.entry_offset, e.entry_size, e.entry_packed_size,
          e.entry_crc, e.files_done, e.rest, e.attempt_count
        """, LEASE_END);

    /// How long somebody else has it, in seconds.
    static final Query HELD = new Query("exports.step.held", """
        select coalesce(greatest(extract(epoch from e.lease_expires_at - now()), 0), 0) as seconds
        from exports e
        where e.id = :id and e.status = 'running'
        """);

    static final Query RELEASE = new Query("exports.step.release", """
        update exports
        set lease_id = null, lease_expires_at = null
        where user_id = :user_id and id = :id and lease_id = :lease_id
        """);

    static final Query FAIL = end("exports.step.fail", "failed");

    static final Query READY = end("exports.step.ready", "ready");

    static final Query BEGIN_UPLOAD = new Query("exports.step.beginUpload", """
        update exports
        set multipart_upload_id = :multipart_upload_id
        where user_id = :user_id and id = :id and lease_id = :lease_id
        """);

    /// From then on nothing of what is written counts. Its entries are deleted in steps.
    static final Query RESTART = new Query(
            "exports.step.restart", """
                update exports
                set multipart_upload_id = null, phase = :phase, reached = null, bytes_written = 0, last_part = 0,
                  entry_count = 0, directory_offset = null, entry_offset = null, entry_size = 0, entry_packed_size = 0,
                  entry_crc = 0, files_done = 0, rest = null, restart_count = restart_count + 1
                where user_id = :user_id and id = :id and lease_id = :lease_id
                  and restart_count < <restarts>
                """, new Fragment("restarts", Integer.toString(Limits.EXPORT_ATTEMPTS_MAX)));

    /// Everything before this position is in S3, or in `rest`.
    static final Query COMMIT = new Query("exports.step.commit", """
        update exports
        set phase = :phase, reached = :reached, bytes_written = :bytes_written, last_part = :last_part,
          entry_count = :entry_count, directory_offset = :directory_offset, entry_offset = :entry_offset,
          entry_size = :entry_size, entry_packed_size = :entry_packed_size, entry_crc = :entry_crc,
          files_done = :files_done, rest = :rest, attempt_count = 0, lease_expires_at = <lease_end>
        where user_id = :user_id and id = :id and lease_id = :lease_id
        """, LEASE_END);

    static final Query COUNT_FILES = new Query("exports.step.countFiles", """
        update exports
        set files_found = (
          select count(distinct v.storage_key)
          from file_versions v
          where v.user_id = :user_id and v.is_uploaded
        )
        where user_id = :user_id and id = :id and lease_id = :lease_id
        """);

    static final Query ADD_PART = new Query("exports.step.addPart", """
        insert into export_parts (user_id, export_id, number, size, etag)
        values (:user_id, :id, :number, :size, :etag)
        """);

    static final Query PARTS = new Query("exports.step.parts", """
        select p.number, p.size, p.etag
        from export_parts p
        where p.user_id = :user_id and p.export_id = :id
        order by p.number
        """);

    /// Deletes some of what only the writing needs. Returns how many rows.
    static final Query CLEAR = new Query("exports.step.clear", """
        with entries as (
          delete from export_entries
          where user_id = :user_id and export_id = :id
            and number in (
              select e.number
              from export_entries e
              where e.user_id = :user_id and e.export_id = :id
              limit <limit>)
          returning 1
        ),
        parts as (
          delete from export_parts
          where user_id = :user_id and export_id = :id
            and number in (
              select p.number
              from export_parts p
              where p.user_id = :user_id and p.export_id = :id
              limit <limit>)
          returning 1
        )
        select (select count(*) from entries) + (select count(*) from parts)
        """, LIMIT);

    private ExportStepsSql() {}

    private static Query end(String name, String status) {
        return new Query(name, """
            update exports
            set status = '<status>', lease_id = null, lease_expires_at = null, rest = null,
              expires_at = now() + make_interval(secs => :kept_seconds)
            where user_id = :user_id and id = :id and lease_id = :lease_id
            """, new Fragment("status", status));
    }
}
