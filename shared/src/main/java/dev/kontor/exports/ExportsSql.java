package dev.kontor.exports;

import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// The statements of [Exports].
final class ExportsSql {

    private static final Fragment COLUMNS = new Fragment("columns", """
        e.id, e.status, e.files_done, e.files_found, e.bytes_written, e.storage_key, e.expires_at,
        e.created_at
        """);

    private static final Fragment LIMIT = Fragment.limit(Limits.PURGE_ROWS_PER_STATEMENT);

    /// Returns no row when another transaction makes one at the same time.
    static final Query BEGIN = new Query("exports.begin", """
        with recent as (
          select *
          from exports e
          where e.user_id = :user_id
            and (e.status = 'running'
              or (e.status = 'ready'
                and e.created_at > now() - make_interval(secs => :interval_seconds)
                and e.expires_at > now()))
          order by e.created_at desc
          limit 1
        ),
        begun as (
          insert into exports (user_id)
          select :user_id
          where not exists (select from recent)
          on conflict (user_id, status) where status = 'running' do nothing
          returning *
        )
        select <columns>
        from (select * from recent union all select * from begun) e
        """, COLUMNS);

    static final Query GET = new Query("exports.get", """
        select <columns>
        from exports e
        where e.user_id = :user_id and e.id = :id
          and (e.expires_at is null or e.expires_at > now())
        """, COLUMNS);

    static final Query WAITING = new Query("exports.waiting", """
        select e.id
        from exports e
        where e.user_id = :user_id and e.status = 'running'
          and (e.lease_expires_at is null or e.lease_expires_at <= now())
        """);

    /// A step that is writing loses its lease, and ends.
    static final Query GIVE_UP = new Query("exports.giveUp", """
        update exports
        set status = 'failed', lease_id = null, lease_expires_at = null, rest = null,
          expires_at = now() + make_interval(secs => :kept_seconds)
        where status = 'running' and created_at <= now() - make_interval(secs => :writing_seconds)
        """);

    static final Query SILENT = new Query("exports.silent", """
        select e.id
        from exports e
        where e.status = 'running'
          and e.updated_at <= now() - make_interval(secs => :silent_seconds)
          and (e.lease_expires_at is null or e.lease_expires_at <= now())
        order by e.updated_at
        limit <limit>
        """, LIMIT);

    /// Entries go first: one that was given up may have a million. Answers how many rows are deleted.
    static final Query PURGE = new Query("exports.purge", """
        with over as materialized (
          select e.user_id, e.id
          from exports e
          where e.expires_at <= now()
          order by e.expires_at
          limit <limit>
        ),
        entries as (
          delete from export_entries n
          using (
            select n.id
            from over o
            join export_entries n on n.user_id = o.user_id and n.export_id = o.id
            limit <limit>
          ) as chosen
          where n.id = chosen.id
          returning n.id
        ),
        done as (
          delete from exports e
          using over o
          where e.user_id = o.user_id and e.id = o.id
            and not exists (
              select from export_entries n where n.user_id = o.user_id and n.export_id = o.id)
          returning e.id
        )
        select (select count(*) from entries) + (select count(*) from done)
        """, LIMIT);

    static final Query OLDEST_WAITING = new Query("exports.oldestWaiting", """
        select coalesce(extract(epoch from now() - min(o.overdue_at)), 0) as seconds
        from (
          select min(e.expires_at) as overdue_at
          from exports e
          where e.expires_at <= now()
          union all
          select min(e.updated_at) + make_interval(secs => :silent_seconds)
          from exports e
          where e.status = 'running' and e.updated_at <= now() - make_interval(secs => :silent_seconds)
        ) o
        """);

    private ExportsSql() {}
}
