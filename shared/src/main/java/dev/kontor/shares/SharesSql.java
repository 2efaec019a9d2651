package dev.kontor.shares;

import dev.kontor.folders.ChildSql;
import dev.kontor.folders.Folders;
import dev.kontor.shared.database.Filter;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.GuardSql;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;

/// The statements of [Shares]. Those for visitors learn from the token whose rows they work on.
final class SharesSql {

    /// A share `s` as its owner sees it.
    private static final Fragment COLUMNS = new Fragment("columns", """
        s.id, s.token, s.file_id, s.folder_id, s.password_hash is not null as has_password,
        s.expires_at, s.max_downloads, s.download_count, s.created_at, s.updated_at
        """);

    /// The share of the token, if it leads anywhere: it has not expired, is not used up, its file or
    /// folder is alive, and its user is not being erased.
    private static final Fragment SHARE = new Fragment("share", """
        share as (
          select
            s.id, s.user_id, s.file_id, s.folder_id, s.password_hash, s.expires_at,
            s.attempts_forgotten_at, coalesce(f.name, d.name) as name, f.mime_type, f.size
          from shares s
          left join files f on f.user_id = s.user_id and f.id = s.file_id and not f.is_deleted
          left join folders d on d.user_id = s.user_id and d.id = s.folder_id and not d.is_deleted
          where s.token = :token
            and (s.expires_at is null or s.expires_at > now())
            and (s.max_downloads is null or s.download_count < s.max_downloads)
            and num_nonnulls(f.id, d.id) = 1
            and not exists (select from erasures e where e.user_id = s.user_id)
        )
        """);

    /// The share, if it has no password, or if the hash of its password is given.
    private static final Fragment OPENED = new Fragment("opened", """
        opened as (
          select s.*
          from share s
          where s.password_hash is not distinct from :password_hash::text
        )
        """);

    /// The time at which all attempts are forgotten, after the right password gave one back.
    private static final Fragment ONE_ATTEMPT_LESS =
            new Fragment("one_attempt_less", "s.attempts_forgotten_at - make_interval(secs => :attempt_seconds)");

    static final Query CREATE = new Query("shares.create", """
        with shared_file as (
          select f.id
          from files f
          where f.user_id = :user_id and f.id = :file_id::uuid and not f.is_deleted
          for key share
        ),
        shared_folder as (
          select d.id
          from folders d
          where d.user_id = :user_id and d.id = :folder_id::uuid and not d.is_deleted
          for key share
        ),
        new_share as (
          insert into shares (
            user_id, file_id, folder_id, token, password_hash, expires_at, max_downloads)
          select
            :user_id, f.id, d.id, :token, :password_hash, :expires_at::timestamptz,
            :max_downloads::integer
          from (values (1)) as one
          left join shared_file f on true
          left join shared_folder d on true
          where num_nonnulls(f.id, d.id) = 1
          returning *
        )
        select
          case
            when s.id is not null then null
            when :file_id::uuid is not null then 'NO_FILE'
            else 'NO_FOLDER'
          end as refusal,
          <columns>
        from (values (1)) as one
        left join new_share s on true
        """, COLUMNS);

    static final Filter OF_FILE =
            new Filter("ofFile", "s.file_id = :file_id").orRefuse(Refusal.NO_FILE, GuardSql.live("files", "file_id"));

    static final Filter OF_FOLDER = new Filter("ofFolder", "s.folder_id = :folder_id")
            .orRefuse(Refusal.NO_FOLDER, GuardSql.live("folders", "folder_id"));

    static final ListQuery LIST = ListQuery.named("shares.list")
            .sortedBy(Shares.SORTS)
            .filteredBy(OF_FILE, OF_FOLDER)
            .of("s", COLUMNS, """
                select *
                from shares s
                where s.user_id = :user_id
                  <filters>
                  and case
                    when s.file_id is null then (
                      select true
                      from folders d
                      where d.user_id = s.user_id and d.id = s.folder_id and not d.is_deleted
                    )
                    else (
                      select true
                      from files f
                      where f.user_id = s.user_id and f.id = s.file_id and not f.is_deleted
                    )
                  end
                """);

    static final Query DELETE = new Query("shares.delete", """
        with <guarded_delete>
        select case
          when exists (select from deleted) then null
          when not exists (select from target) then 'NO_SHARE'
          else 'CHANGED_SINCE'
        end as refusal
        """, GuardSql.deleteById("shares"));

    /// Reserves an attempt before the password is checked, so that guesses at the same moment count
    /// too. Each attempt postpones by one interval the time at which all are forgotten. When that
    /// time would be too far ahead, no attempt is reserved, and no password is checked.
    static final Query ATTEMPT = new Query("shares.attempt", """
        with <share>,
        reserved as (
          update shares s
          set attempts_forgotten_at =
            greatest(s.attempts_forgotten_at, now()) + make_interval(secs => :attempt_seconds)
          from share
          where s.user_id = share.user_id
            and s.id = share.id
            and s.password_hash is not null
            and s.attempts_forgotten_at <= now() + make_interval(secs => :ahead_seconds)
          returning s.id
        )
        select
          case when share.id is null then 'NO_SHARE' end as refusal,
          share.password_hash,
          reserved.id is not null as is_reserved,
          ceil(extract(epoch from share.attempts_forgotten_at - now()) - :ahead_seconds)::bigint
            as wait_seconds
        from (values (1)) as one
        left join share on true
        left join reserved on true
        """, SHARE);

    /// The view of a share. `share_…` describes the shared file or folder, or the folder below it
    /// that the visitor looks at. For a folder there is a page of its items, without the files whose
    /// content never arrived. A locked share shows neither.
    static final ListQuery OPEN = ListQuery.named("shares.open")
            .sortedBy(Folders.SORTS)
            .inGroups("folder", "file")
            .countedBy(ChildSql.COUNT)
            .as("""
                with recursive <share>,
                <opened>,
                given_back as (
                  update shares s
                  set attempts_forgotten_at = <one_attempt_less>
                  from opened o
                  where s.user_id = o.user_id and s.id = o.id and o.password_hash is not null
                ),
                above as (
                  select d.id, d.parent_folder_id
                  from opened o
                  join folders d on d.user_id = o.user_id and d.id = coalesce(:folder_id::uuid, o.folder_id)
                  where o.folder_id is not null and not d.is_deleted
                  union
                  select p.id, p.parent_folder_id
                  from above a
                  join opened o on o.folder_id <> a.id
                  join folders p on p.user_id = o.user_id and p.id = a.parent_folder_id
                  where not p.is_deleted
                ),
                listed as (
                  select d.id, d.user_id, d.name
                  from opened o
                  join folders d on d.user_id = o.user_id and d.id = coalesce(:folder_id::uuid, o.folder_id)
                  where not d.is_deleted and o.folder_id in (select a.id from above a)
                ),
                child_folders as not materialized (
                  select *
                  from folders
                  where user_id = (select l.user_id from listed l)
                    and parent_folder_id = (select l.id from listed l)
                    and not is_deleted
                ),
                child_files as not materialized (
                  select *
                  from files
                  where user_id = (select l.user_id from listed l)
                    and parent_folder_id = (select l.id from listed l)
                    and not is_deleted
                    and (
                      select true
                      from file_versions v
                      where v.user_id = files.user_id and v.file_id = files.id and v.is_uploaded
                      limit 1
                    )
                ),
                <child_page>,
                head as (
                  select
                    case when s.file_id is null then 'folder' else 'file' end as share_type,
                    o.id is not null as is_open,
                    s.password_hash is not null as has_password,
                    s.expires_at,
                    coalesce(l.name, o.name) as share_name,
                    o.mime_type as share_mime_type,
                    o.size as share_size
                  from share s
                  left join opened o on true
                  left join listed l on true
                )
                select
                  case
                    when head.share_type is null then 'NO_SHARE'
                    when head.is_open and :folder_id::uuid is not null and not exists (select from listed)
                      then 'NO_FOLDER'
                  end as refusal,
                  <total>,
                  head.*,
                  f.type, f.id, f.name, f.mime_type, f.size, f.created_at, f.updated_at
                from (values (1)) as one
                left join head on true
                left join f on true
                order by type desc, <key> <dir>, id <dir>
                """, SHARE, OPENED, ONE_ATTEMPT_LESS, ChildSql.PAGE);

    /// Counts a download and returns the key to sign, in one guarded update. So the counter never
    /// exceeds its limit, and every download is counted. A file belongs to a shared folder if that
    /// folder is among its ancestors.
    static final Query DOWNLOAD = new Query("shares.download", """
        with recursive <share>,
        <opened>,
        above as (
          select f.parent_folder_id as id
          from opened o
          join files f on f.user_id = o.user_id and f.id = :file_id::uuid
          where o.folder_id is not null and not f.is_deleted
          union
          select p.parent_folder_id
          from above a
          join opened o on o.folder_id <> a.id
          join folders p on p.user_id = o.user_id and p.id = a.id
          where not p.is_deleted
        ),
        content as (
          select f.id, f.name, v.mime_type, v.storage_key
          from opened o
          join files f on f.user_id = o.user_id and f.id = coalesce(:file_id::uuid, o.file_id)
          left join lateral (
            select v.mime_type, v.storage_key
            from file_versions v
            where v.user_id = f.user_id and v.file_id = f.id and v.is_uploaded
            order by v.version desc
            limit 1
          ) v on true
          where not f.is_deleted
            and (f.id = o.file_id or o.folder_id in (select a.id from above a))
        ),
        counted as (
          update shares s
          set download_count = s.download_count + case when c.storage_key is null then 0 else 1 end,
            attempts_forgotten_at =
              case when o.password_hash is null then s.attempts_forgotten_at else <one_attempt_less> end
          from opened o
          left join content c on true
          where s.user_id = o.user_id
            and s.id = o.id
            and (o.password_hash is not null or c.storage_key is not null)
            and (s.max_downloads is null or s.download_count < s.max_downloads)
          returning s.id
        )
        select
          case
            when s.id is null then 'NO_SHARE'
            when o.id is null then 'NO_PASSWORD'
            when o.folder_id is not null and :file_id::uuid is null then 'NO_FILE_ID'
            when c.id is null then 'NO_FILE'
            when c.storage_key is null then 'NOT_UPLOADED'
            when not exists (select from counted) then 'NO_SHARE'
          end as refusal,
          c.storage_key, c.name, c.mime_type, s.expires_at
        from (values (1)) as one
        left join share s on true
        left join opened o on true
        left join content c on true
        """, SHARE, OPENED, ONE_ATTEMPT_LESS);

    private SharesSql() {}
}
