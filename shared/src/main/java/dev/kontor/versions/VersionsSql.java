package dev.kontor.versions;

import dev.kontor.quotas.QuotaRowSql;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;

/// The statements of [Versions].
final class VersionsSql {

    private static final Fragment COLUMNS = new Fragment("columns", """
        v.id, v.version, v.size, v.checksum, v.comment, v.is_uploaded, v.created_at, v.updated_at
        """);

    /// The file that gets a version, locked, and the number and time of that version: both follow
    /// those of the newest one. When the statement had to wait for the file, it still sees the
    /// newest version of before the wait, and the next number is taken. It then does nothing and
    /// answers `OVERTAKEN`.
    private static final Fragment NEWEST = new Fragment("newest", """
        target as (
          select f.id, f.mime_type
          from files f
          where f.user_id = :user_id and f.id = :id and not f.is_deleted
          for no key update
        ),
        newest as (
          select
            v.version + 1 as next_version,
            greatest(clock_timestamp(), v.created_at + interval '1 microsecond') as next_created_at
          from target t
          join file_versions v on v.user_id = :user_id and v.file_id = t.id
          order by v.version desc
          limit 1
        )
        """);

    static final Query ADD = new Query(
            "versions.add",
            """
            with <newest>,
            <room>,
            new_id as materialized (
              select time_ordered_uuid() as id
            ),
            new_version as (
              insert into file_versions (
                id, user_id, file_id, version, size, mime_type, storage_key, checksum, comment,
                created_at, part_size, upload_expires_at)
              select
                i.id, :user_id, t.id, n.next_version, :size, t.mime_type,
                'files/' || t.id || '/' || i.id, :checksum, :comment, n.next_created_at,
                :part_size::bigint,
                case when :part_size::bigint is not null then <upload_end> end
              from target t, newest n, new_id i, room
              where room.is_enough
              on conflict (user_id, file_id, version) do nothing
              returning *
            )
            select
              case
                when v.id is not null then null
                when not exists (select from target) then 'NO_FILE'
                when not (select is_enough from room) then 'QUOTA_EXCEEDED'
                else 'OVERTAKEN'
              end as refusal,
              <upload_columns>,
              <columns>
            from (values (1)) as one
            left join new_version v on true
            """,
            NEWEST,
            COLUMNS,
            UploadColumnsSql.COLUMNS,
            UploadColumnsSql.END,
            QuotaRowSql.room("target"));

    /// Locks the old version, so that its object is not deleted meanwhile (`storage.used`).
    static final Query RESTORE = new Query("versions.restore", """
        with <newest>,
        source as (
          select v.file_id, v.size, v.mime_type, v.storage_key, v.checksum, v.is_uploaded
          from target t, file_versions v
          where v.user_id = :user_id and v.file_id = t.id and v.version = :version
          for share of v
        ),
        new_version as (
          insert into file_versions (
            user_id, file_id, version, size, mime_type, storage_key, checksum, is_uploaded,
            created_at)
          select
            :user_id, s.file_id, n.next_version, s.size, s.mime_type, s.storage_key, s.checksum,
            true, n.next_created_at
          from source s, newest n
          where s.is_uploaded
          on conflict (user_id, file_id, version) do nothing
          returning *
        ),
        followed as (
          update files f
          set size = v.size, mime_type = v.mime_type, storage_key = v.storage_key
          from new_version v
          where f.user_id = :user_id and f.id = v.file_id and not f.is_deleted
        )
        select
          case
            when v.id is not null then null
            when not exists (select from target) then 'NO_FILE'
            when not exists (select from source) then 'NO_VERSION'
            when not (select is_uploaded from source) then 'NOT_UPLOADED'
            else 'OVERTAKEN'
          end as refusal,
          <columns>
        from (values (1)) as one
        left join new_version v on true
        """, NEWEST, COLUMNS);

    /// Keeps others from changing the file, and from adding versions, until the transaction ends.
    static final Query LOCK = new Query("versions.lock", """
        select true
        from files f
        where f.user_id = :user_id and f.id = :id and not f.is_deleted
        for no key update
        """);

    static final ListQuery LIST =
            ListQuery.named("versions.list").sortedBy(Versions.SORTS).as("""
                with file as (
                  select f.id
                  from files f
                  where f.user_id = :user_id and f.id = :id and not f.is_deleted
                ),
                matching as not materialized (
                  select *
                  from file_versions
                  where user_id = :user_id and file_id = (select id from file)
                ),
                v as (
                  <page>
                )
                select
                  case when not exists (select from file) then 'NO_FILE' end as refusal,
                  <total>,
                  <columns>
                from (values (1)) as one
                left join v on true
                order by <key> <dir>, id <dir>
                """, COLUMNS);

    static final Query CURRENT_CONTENT = content("versions.currentContent", "v.is_uploaded", "'NOT_UPLOADED'");

    static final Query CONTENT = content(
            "versions.content",
            "v.version = :version",
            "case when c.is_uploaded is null then 'NO_VERSION' else 'NOT_UPLOADED' end");

    static final Query NEWEST_UPLOAD = upload("versions.newestUpload", "true");

    static final Query UPLOAD = upload("versions.upload", "v.version = :version");

    /// What is still to be uploaded of a version that was made a while ago, even if its file is in the
    /// trash by now. It touches the version, as [#upload] does. An upload that was given up stays so.
    static final Query PENDING = new Query("versions.pending", """
        update file_versions v
        set updated_at = now()
        where v.user_id = :user_id and v.file_id = :id and v.version = :version
          and not v.is_uploaded and not v.is_given_up
          and (v.part_size is null or v.upload_expires_at > now())
        returning <upload_columns>
        """, UploadColumnsSql.COLUMNS);

    private VersionsSql() {}

    /// What is still to be uploaded of a version. It touches the version, so that the clean-up of
    /// unfinished uploads leaves the file alone while the upload lasts. An upload that was given up begins
    /// anew if the quota has room for it. So does one in parts whose time is over.
    ///
    /// @param chosen a condition on the version `v`; of several versions it means the newest
    private static Query upload(String name, String chosen) {
        return new Query(
                name,
                """
                with file as (
                  select f.id
                  from files f
                  where f.user_id = :user_id and f.id = :id and not f.is_deleted
                  for key share
                ),
                chosen as (
                  select v.id, v.is_uploaded, v.is_given_up, v.size
                  from file
                  join file_versions v on v.user_id = :user_id and v.file_id = file.id
                  where <chosen>
                  order by v.version desc
                  limit 1
                  for no key update of v
                ),
                room as materialized (
                  select not c.is_given_up or <fits> as is_enough
                  from chosen c
                ),
                touched as (
                  update file_versions v
                  set updated_at = now(),
                    is_given_up = false,
                    multipart_upload_id = case when v.upload_expires_at > now() then v.multipart_upload_id end,
                    upload_expires_at = case
                      when v.part_size is null or v.upload_expires_at > now() then v.upload_expires_at
                      else <upload_end>
                    end
                  from chosen c, room
                  where v.user_id = :user_id and v.id = c.id and not v.is_uploaded and room.is_enough
                  returning v.*
                )
                select
                  case
                    when file.id is null then 'NO_FILE'
                    when c.is_uploaded is null then 'NO_VERSION'
                    when c.is_uploaded then 'UPLOADED'
                    when v.id is null then 'QUOTA_EXCEEDED'
                  end as refusal,
                  <upload_columns>
                from (values (1)) as one
                left join file on true
                left join chosen c on true
                left join touched v on true
                """,
                new Fragment("chosen", chosen),
                QuotaRowSql.fits("c.size"),
                UploadColumnsSql.COLUMNS,
                UploadColumnsSql.END);
    }

    /// The content of a version.
    ///
    /// @param chosen a condition on the version `v`; of several versions it means the newest
    /// @param ifNone the refusal when there is no content, an SQL expression
    private static Query content(String name, String chosen, String ifNone) {
        return new Query(name, """
            with file as (
              select f.id, f.name
              from files f
              where f.user_id = :user_id and f.id = :id and not f.is_deleted
            ),
            chosen as (
              select v.storage_key, v.mime_type, v.is_uploaded
              from file
              join file_versions v on v.user_id = :user_id and v.file_id = file.id
              where <chosen>
              order by v.version desc
              limit 1
            )
            select
              case
                when file.id is null then 'NO_FILE'
                when c.is_uploaded then null
                else <if_none>
              end as refusal,
              c.storage_key, file.name, c.mime_type
            from (values (1)) as one
            left join file on true
            left join chosen c on true
            """, new Fragment("chosen", chosen), new Fragment("if_none", ifNone));
    }
}
