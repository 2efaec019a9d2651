package dev.kontor.versions;

import dev.kontor.shared.database.Query;

/// The statements of [MultipartUploads].
final class MultipartUploadsSql {

    /// An upload of a live file: one that may go on, or whose content has arrived.
    static final Query FIND = new Query("multipart.find", """
        select
          v.file_id, v.version, v.storage_key, v.mime_type, v.size, v.part_size, v.multipart_upload_id,
          v.is_uploaded
        from file_versions v
        join files f on f.user_id = v.user_id and f.id = v.file_id and not f.is_deleted
        where v.user_id = :user_id and v.id = :id
          and v.part_size is not null
          and (v.is_uploaded or v.upload_expires_at > now())
        """);

    /// Keeps S3's id of an upload, unless another request was first. Returns the one that counts.
    static final Query BEGIN = new Query("multipart.begin", """
        update file_versions v
        set multipart_upload_id = coalesce(v.multipart_upload_id, :multipart_upload_id)
        where v.user_id = :user_id and v.id = :id
          and not v.is_uploaded
          and v.upload_expires_at > now()
        returning v.multipart_upload_id
        """);

    /// For an upload that S3 no longer knows: the next signature begins another.
    static final Query FORGET = new Query("multipart.forget", """
        update file_versions v
        set multipart_upload_id = null
        where v.user_id = :user_id and v.id = :id
          and v.multipart_upload_id = :multipart_upload_id
          and not v.is_uploaded
        """);

    /// Keeps others from changing the file, so that the next statement sees what has arrived.
    static final Query LOCK = new Query("multipart.lock", """
        select f.id
        from files f
        where f.user_id = :user_id and not f.is_deleted
          and f.id = (select v.file_id from file_versions v where v.user_id = :user_id and v.id = :id)
        for update
        """);

    /// Gives up an upload whose id in S3 is this one; null for one that S3 was not told of. `OVERTAKEN` if
    /// it has another by now. The file goes with it if no other content of it has arrived or may arrive.
    static final Query END = new Query("multipart.end", """
        with upload as materialized (
          select
            v.user_id, v.id, v.file_id,
            case
              when v.is_uploaded then 'UPLOADED'
              when v.multipart_upload_id is distinct from :multipart_upload_id then 'OVERTAKEN'
            end as refusal
          from file_versions v
          where v.user_id = :user_id and v.id = :id and v.part_size is not null
          for update
        ),
        deleted as (
          delete from files f
          using upload u
          where f.user_id = u.user_id and f.id = u.file_id
            and not f.is_deleted
            and u.refusal is null
            and not exists (
              select
              from file_versions o
              where o.user_id = u.user_id and o.file_id = u.file_id and o.id <> u.id
                and (o.is_uploaded or o.part_size is null or o.upload_expires_at > now())
            )
          returning f.id
        ),
        ended as (
          update file_versions v
          set upload_expires_at = null, multipart_upload_id = null, is_given_up = true
          from upload u
          where v.user_id = u.user_id and v.id = u.id
            and u.refusal is null
            and not exists (select from deleted)
        )
        select case
          when not exists (select from upload) then 'NO_UPLOAD'
          else (select u.refusal from upload u)
        end as refusal
        """);

    private MultipartUploadsSql() {}
}
