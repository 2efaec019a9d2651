package dev.kontor.files;

import dev.kontor.shared.database.Fragment;

/// The rows that are attached to files: older versions, links to tags, and shares.
public final class AttachedRowsSql {

    /// Parts of a statement that deletes for good the files of its part `file` (`user_id`, `id`).
    /// They delete what is attached to the files, `<limit>` rows of each kind at most. Version 1
    /// stays with its file. Then `attached.is_all` says whether nothing is left but the files, and
    /// `deleted_attached` has a row for each deleted row. The foreign keys would delete all of it
    /// as well, but any number of rows at once.
    public static final Fragment DELETE = new Fragment("delete_attached", """
        older_version as materialized (
          select v.user_id, v.id
          from file c
          join file_versions v on v.user_id = c.user_id and v.file_id = c.id and v.version > 1
          limit <limit>
        ),
        link as materialized (
          select ft.user_id, ft.file_id, ft.tag_id
          from file c
          join file_tags ft on ft.user_id = c.user_id and ft.file_id = c.id
          limit <limit>
        ),
        file_share as materialized (
          select s.user_id, s.id
          from file c
          join shares s on s.user_id = c.user_id and s.file_id = c.id
          limit <limit>
        ),
        attached as materialized (
          select
            (select count(*) from older_version) < <limit>
              and (select count(*) from link) < <limit>
              and (select count(*) from file_share) < <limit> as is_all
        ),
        deleted_versions as (
          delete from file_versions v
          using older_version o
          where v.user_id = o.user_id and v.id = o.id
          returning 1
        ),
        deleted_links as (
          delete from file_tags ft
          using link o
          where ft.user_id = o.user_id and ft.file_id = o.file_id and ft.tag_id = o.tag_id
          returning 1
        ),
        deleted_file_shares as (
          delete from shares s
          using file_share o
          where s.user_id = o.user_id and s.id = o.id
          returning 1
        ),
        deleted_attached as (
          select from deleted_versions
          union all
          select from deleted_links
          union all
          select from deleted_file_shares
        )
        """);

    private AttachedRowsSql() {}
}
