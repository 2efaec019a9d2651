package dev.kontor.exports;

import dev.kontor.shared.database.Query;

/// The statements of [ExportEntries].
final class ExportEntriesSql {

    /// Takes the names that no other entry has. Returns the numbers of those that it took.
    static final Query RESERVE = new Query("exports.entries.reserve", """
        insert into export_entries (
          user_id, export_id, number, name, folder_id, storage_key, is_large, modified_at, size)
        select
          :user_id, :id, n.number, n.name, nullif(n.folder_id, '')::uuid, nullif(n.storage_key, ''), n.is_large,
          n.modified_at, n.size
        from unnest(
            :numbers::bigint[], :names, :folder_ids, :storage_keys, :large::boolean[], :times::timestamptz[],
            :sizes::bigint[])
          as n (number, name, folder_id, storage_key, is_large, modified_at, size)
        on conflict do nothing
        returning number
        """);

    /// Entries are ended in the order of their numbers, so these are all from one to another, and each
    /// finds its values by its place among them. For a join with the numbers, the planner may choose to read
    /// all entries of the export. What is left out keeps its size: a step that goes on from before that asks
    /// for it.
    static final Query FINISH = new Query("exports.entries.finish", """
        update export_entries e
        set header_offset = nullif(w.header_offsets[e.number - w.before], -1),
          is_left_out = w.header_offsets[e.number - w.before] = -1,
          size = case
            when w.header_offsets[e.number - w.before] = -1 then e.size
            else w.sizes[e.number - w.before]
          end,
          packed_size = w.packed_sizes[e.number - w.before],
          crc = w.crcs[e.number - w.before]
        from (
          select
            :first - 1 as before, :offsets::bigint[] as header_offsets, :sizes::bigint[] as sizes,
            :packed_sizes::bigint[] as packed_sizes, :crcs::bigint[] as crcs
          offset 0
        ) w
        where e.user_id = :user_id and e.export_id = :id and e.number between :first and :last
        """);

    /// Plans that are kept are made anew after it.
    static final Query ANALYZE =
            new Query("exports.entries.analyze", "select true as is_done from analyze_export_entries()");

    /// What was reserved after the last commit is reserved again.
    static final Query FORGET = new Query("exports.entries.forget", """
        delete from export_entries
        where user_id = :user_id and export_id = :id and number > :entry_count
        """);

    static final Query FIND = new Query("exports.entries.find", """
        select e.number, e.name, e.folder_id, e.storage_key, e.is_large, e.modified_at, e.size
        from export_entries e
        where e.user_id = :user_id and e.export_id = :id and e.number = :number
        """);

    static final Query DIRECTORY = new Query("exports.entries.directory", """
        select e.number, e.name, e.is_large, e.modified_at, e.header_offset, e.size, e.packed_size, e.crc
        from export_entries e
        where e.user_id = :user_id and e.export_id = :id and e.number > :number
        order by e.number
        limit :rows
        """);

    static final Query COUNT = new Query("exports.entries.count", """
        select count(*)
        from export_entries e
        where e.user_id = :user_id and e.export_id = :id and e.header_offset is not null
        """);

    /// The folders at the top, in the order in which they were made.
    static final Query TOP_FOLDERS = new Query("exports.entries.topFolders", """
        select
          f.id, f.name, f.is_deleted, f.updated_at, null::text as parent_path,
          '0/' || f.created_at || '/' || f.id as reached
        from folders f
        where f.user_id = :user_id and f.parent_folder_id is null
          and (f.created_at, f.id) > (:after_time::timestamptz, :after_id)
        order by f.created_at, f.id
        limit :rows
        """);

    /// The folders in those folders whose entries have these numbers. One that was moved has its entry where
    /// it was before.
    static final Query FOLDERS = new Query("exports.entries.folders", """
        select
          f.id, f.name, f.is_deleted, f.updated_at, p.name as parent_path,
          p.number || '/' || f.created_at || '/' || f.id as reached
        from export_entries p
        cross join lateral (
          select f.id, f.name, f.is_deleted, f.updated_at, f.created_at
          from folders f
          where f.user_id = :user_id and f.parent_folder_id = p.folder_id
            and (p.number > :first or (f.created_at, f.id) > (:after_time::timestamptz, :after_id))
            and not exists (
              select from export_entries e
              where e.user_id = :user_id and e.export_id = :id and e.folder_id = f.id)
          order by f.created_at, f.id
          limit :rows
        ) f
        where p.user_id = :user_id and p.export_id = :id and p.number between :first and :last
          and p.folder_id is not null
        order by p.number, f.created_at, f.id
        limit :rows
        """);

    /// Content, each object once: as the newest version that has it.
    static final Query CONTENT = new Query("exports.entries.content", """
        select distinct on (v.storage_key)
          v.storage_key, v.version, v.size, v.created_at, v.file_id, f.name, f.is_deleted,
          f.storage_key = v.storage_key as is_current, p.name as folder_path
        from file_versions v
        join files f on f.user_id = v.user_id and f.id = v.file_id
        left join export_entries p
          on p.user_id = :user_id and p.export_id = :id and p.folder_id = f.parent_folder_id
        where v.user_id = :user_id and v.is_uploaded and v.storage_key > :after_key
        order by v.storage_key, v.version desc
        limit :rows
        """);

    private ExportEntriesSql() {}
}
