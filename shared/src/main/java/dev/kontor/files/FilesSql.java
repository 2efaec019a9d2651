package dev.kontor.files;

import static dev.kontor.tree.ItemFilters.FAVORITE;
import static dev.kontor.tree.ItemFilters.NOT_FAVORITE;

import dev.kontor.quotas.QuotaRowSql;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Filter;
import dev.kontor.shared.database.GuardSql;
import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import dev.kontor.tree.TreeSql;
import dev.kontor.versions.UploadColumnsSql;
import java.util.Set;

/// The statements of [Files].
final class FilesSql {

    /// Inserts the file, its version 1 and its tag links. A statement does not see the rows that it
    /// inserts, so it answers from its own parts and not from [FileRowSql#TAGS] and
    /// [FileRowSql#VERSION].
    static final Query CREATE = new Query(
            "files.create",
            """
            with tree as materialized (
              select <tree_lock>
            ),
            <parent>,
            chosen_tags as (
              select t.id, t.name, t.color
              from tags t
              where t.user_id = :user_id and t.id = any(:tag_ids)
              for key share
            ),
            <room>,
            new_ids as materialized (
              select time_ordered_uuid() as file_id, time_ordered_uuid() as version_id
            ),
            new_file as (
              insert into files (
                id, user_id, parent_folder_id, name, mime_type, size, description,
                storage_path, storage_key)
              select
                n.file_id, :user_id, :parent_folder_id::uuid, :name, :mime_type, :size, :description,
                'files/' || n.file_id, 'files/' || n.file_id || '/' || n.version_id
              from room, new_ids n
              where room.is_enough
                and (:parent_folder_id::uuid is null or exists (select from parent))
                and (select count(*) from chosen_tags) = cardinality(:tag_ids)
              returning *
            ),
            new_version as (
              insert into file_versions (
                id, user_id, file_id, version, size, mime_type, storage_key, checksum, part_size,
                upload_expires_at)
              select
                n.version_id, f.user_id, f.id, 1, f.size, f.mime_type, f.storage_key, :checksum,
                :part_size::bigint,
                case when :part_size::bigint is not null then <upload_end> end
              from new_file f, new_ids n
              returning *
            ),
            new_links as (
              insert into file_tags (user_id, file_id, tag_id)
              select f.user_id, f.id, t.id
              from new_file f, chosen_tags t
            )
            select
              case
                when f.id is not null then null
                when :parent_folder_id::uuid is not null and not exists (select from parent)
                  then 'NO_PARENT_FOLDER'
                when (select count(*) from chosen_tags) <> cardinality(:tag_ids) then 'NO_SUCH_TAGS'
                else 'QUOTA_EXCEEDED'
              end as refusal,
              f.id, f.name, f.mime_type, f.size, f.parent_folder_id, f.description,
              f.is_favorite, f.is_public, f.created_at, f.updated_at,
              <upload_columns>,
              1 as current_version, false as is_uploaded,
              t.tag_ids, t.tag_names, t.tag_colors
            from (values (1)) as one
            left join new_file f on true
            left join new_version v on true
            left join lateral (
              select
                <tag_arrays>
              from chosen_tags t
            ) t on true
            """,
            TreeSql.PARENT,
            FileRowSql.TAG_ARRAYS,
            TreeSql.SHARED_LOCK,
            UploadColumnsSql.COLUMNS,
            UploadColumnsSql.END,
            QuotaRowSql.room("tree"));

    static final Query GET = new Query("files.get", """
        select
          <columns>
        from files f
        <tags>
        <version>
        where f.user_id = :user_id and f.id = :id and not f.is_deleted
        """, FileRowSql.COLUMNS, FileRowSql.TAGS, FileRowSql.VERSION);

    private static final Set<SortKey> SORTS_WITH_PLACE_INDEX =
            Set.of(SortKey.CREATED_AT, SortKey.UPDATED_AT, SortKey.NAME);

    private static final String LIVE = "select from files where user_id = :user_id and not is_deleted and ";

    /// `any(array(…))` goes from the tag to its files, never the other way round.
    static final Filter TAGGED = new Filter(
                    "tag",
                    "tagged",
                    """
                    id = any(array(
                      select ft.file_id
                      from file_tags ft
                      where ft.user_id = :user_id and ft.tag_id = :tag_id
                    ))\
                    """,
                    new Filter.Unordered(
                            "select from file_tags where user_id = :user_id and tag_id = :tag_id", """
                                (
                                  select true
                                  from file_tags ft
                                  where ft.user_id = :user_id and ft.file_id = live.id and ft.tag_id = :tag_id
                                )\
                                """, Set.of()))
            .orRefuse(Refusal.NO_TAG, GuardSql.own("tags", "tag_id"));

    static final Filter OF_TYPE = new Filter(
            "type",
            "ofType",
            "mime_type = :mime_type",
            new Filter.Unordered(
                    LIVE + "mime_type = :mime_type",
                    "case when mime_type = :mime_type then true end",
                    Set.of(SortKey.CREATED_AT)));

    static final Filter AT_ROOT = new Filter(
            "place",
            "atRoot",
            "parent_folder_id is null",
            new Filter.Unordered(
                    LIVE + "parent_folder_id is null",
                    "case when parent_folder_id is null then true end",
                    SORTS_WITH_PLACE_INDEX));

    static final Filter IN_FOLDER = new Filter(
                    "place",
                    "inFolder",
                    "parent_folder_id = :parent_folder_id",
                    new Filter.Unordered(
                            LIVE + "parent_folder_id = :parent_folder_id",
                            "case when parent_folder_id = :parent_folder_id then true end",
                            SORTS_WITH_PLACE_INDEX))
            .orRefuse(Refusal.NO_FOLDER, GuardSql.live("folders", "parent_folder_id"));

    static final ListQuery LIST = ListQuery.named("files.list")
            .sortedBy(Files.SORTS)
            .filteredBy(TAGGED, AT_ROOT, IN_FOLDER, OF_TYPE, FAVORITE, NOT_FAVORITE)
            .as("""
                with live as not materialized (
                  select *
                  from files
                  where user_id = :user_id
                    and not is_deleted
                ),
                matching as not materialized (
                  select *
                  from live
                  where true
                    <filters>
                ),
                f as (
                  <page>
                )
                select
                  <refusal>,
                  <total>,
                  <columns>
                from (values (1)) as one
                left join f on true
                <tags>
                <version>
                order by <key> <dir>, id <dir>
                """, FileRowSql.COLUMNS, FileRowSql.TAGS, FileRowSql.VERSION);

    /// A new place or name shares the tree's lock, as a new file does. When the file changed while
    /// this statement waited for its row, the statement still sees the tags as they were when it
    /// began. It then changes nothing and answers `OVERTAKEN`.
    static final Query UPDATE = new Query(
            "files.update",
            """
            with tree as materialized (
              select case
                when :moves or :sets_name then <tree_lock>
              end
            ),
            <parent>,
            seen as (
              select f.updated_at
              from files f
              where f.user_id = :user_id and f.id = :id and not f.is_deleted
            ),
            target as (
              select f.id, f.updated_at
              from tree, files f
              where f.user_id = :user_id and f.id = :id and not f.is_deleted
              for no key update of f
            ),
            changed as (
              update files f
              set name = case when :sets_name then :name else f.name end,
                description = case when :sets_description then :description else f.description end,
                parent_folder_id =
                  case when :moves then :parent_folder_id::uuid else f.parent_folder_id end,
                is_favorite = coalesce(:is_favorite::boolean, f.is_favorite),
                is_public = coalesce(:is_public::boolean, f.is_public)
              from target, seen
              where f.user_id = :user_id
                and f.id = target.id
                and not f.is_deleted
                and :changes
                and <if_match>
                and (:parent_folder_id::uuid is null or exists (select from parent))
                and target.updated_at = seen.updated_at
              returning f.*
            )
            select
              case
                when f.id is not null then null
                when not exists (select from target) then 'NO_FILE'
                when :parent_folder_id::uuid is not null and not exists (select from parent)
                  then 'NO_PARENT_FOLDER'
                when exists (select from target where <if_match>) then 'OVERTAKEN'
                else 'CHANGED_SINCE'
              end as refusal,
              <columns>
            from (values (1)) as one
            left join <patched> f on true
            <tags>
            <version>
            """,
            TreeSql.PARENT,
            FileRowSql.COLUMNS,
            FileRowSql.TAGS,
            FileRowSql.VERSION,
            GuardSql.IF_MATCH,
            GuardSql.patched("files", "not t.is_deleted"),
            TreeSql.SHARED_LOCK);

    /// Keeps others from changing the file until the transaction ends. The tree's lock comes first,
    /// as everywhere: otherwise two transactions could wait for each other.
    static final Query LOCK = new Query("files.lock", """
        with tree as materialized (
          select <tree_lock>
        )
        select true
        from tree, files f
        where f.user_id = :user_id and f.id = :id and not f.is_deleted
        for no key update of f
        """, TreeSql.SHARED_LOCK);

    static final Query DELETE = new Query("files.delete", """
        with target as (
          select f.id, f.updated_at
          from files f
          where f.user_id = :user_id and f.id = :id and not f.is_deleted
          for no key update
        ),
        deleted as (
          update files f
          set is_deleted = true, deleted_at = now()
          from target
          where f.user_id = :user_id
            and f.id = target.id
            and not f.is_deleted
            and <if_match>
          returning f.id, f.user_id
        ),
        item as (
          insert into trash_items (user_id, file_id)
          select user_id, id
          from deleted
        )
        select case
          when exists (select from deleted) then null
          when not exists (select from target) then 'NO_FILE'
          else 'CHANGED_SINCE'
        end as refusal
        """, GuardSql.IF_MATCH);

    /// A new link touches its file, because a file's tags are part of it. When the file changed while
    /// this statement waited for its row, the statement still counts the links of when it began. It
    /// then changes nothing and answers `OVERTAKEN`.
    static final Query TAG = new Query("files.tag", """
        with seen as (
          select f.updated_at
          from files f
          where f.user_id = :user_id and f.id = :id and not f.is_deleted
        ),
        file as (
          select f.id, f.updated_at
          from files f
          where f.user_id = :user_id and f.id = :id and not f.is_deleted
          for no key update
        ),
        unchanged as (
          select file.id
          from file, seen
          where file.updated_at = seen.updated_at
        ),
        links as (
          select count(*) as link_count, count(*) filter (where l.tag_id = :tag_id) = 1 as has_tag
          from file_tags l
          where l.user_id = :user_id and l.file_id = :id
        ),
        tag as (
          select t.id
          from tags t
          where t.user_id = :user_id and t.id = :tag_id
          for key share
        ),
        new_link as (
          insert into file_tags (user_id, file_id, tag_id)
          select :user_id, u.id, tag.id
          from unchanged u, tag, links
          where links.link_count < :tags_max
          on conflict do nothing
          returning file_id
        ),
        touched as (
          update files f
          set updated_at = now()
          from new_link l
          where f.user_id = :user_id and f.id = l.file_id and not f.is_deleted
        )
        select case
          when not exists (select from file) then 'NO_FILE'
          when not exists (select from tag) then 'NO_TAG'
          when not exists (select from unchanged) then 'OVERTAKEN'
          when exists (select from links where link_count >= :tags_max and not has_tag)
            then 'TOO_MANY_TAGS'
        end as refusal
        """);

    static final Query UNTAG = new Query("files.untag", """
        with file as (
          select f.id
          from files f
          where f.user_id = :user_id and f.id = :id and not f.is_deleted
          for no key update
        ),
        tag as (
          select t.id
          from tags t
          where t.user_id = :user_id and t.id = :tag_id
        ),
        old_link as (
          delete from file_tags l
          using file, tag
          where l.user_id = :user_id and l.file_id = file.id and l.tag_id = tag.id
          returning l.file_id
        ),
        touched as (
          update files f
          set updated_at = now()
          from old_link l
          where f.user_id = :user_id and f.id = l.file_id and not f.is_deleted
        )
        select case
          when not exists (select from file) then 'NO_FILE'
          when not exists (select from tag) then 'NO_TAG'
        end as refusal
        """);

    private FilesSql() {}
}
