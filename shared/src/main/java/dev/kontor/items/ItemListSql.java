package dev.kontor.items;

import dev.kontor.shared.Limits;
import dev.kontor.shared.database.Fragment;

/// The fragments of statements on a list of files and folders. A part that is looked up for each item
/// of the list stands behind `in`, which PostgreSQL hashes, however few items it expects.
public final class ItemListSql {

    /// `<listed>`: the items of an [ItemList], each with its first position in the list, from 0.
    public static final Fragment LISTED = new Fragment("listed", """
        listed as materialized (
          select i.type, i.id, (min(i.position) - 1)::int as position
          from unnest(:item_types::text[], :item_ids::uuid[]) with ordinality as i(type, id, position)
          group by i.type, i.id
        )
        """);

    /// `<refused>`: the rows of the part `problem`, as [dev.kontor.shared.database.BoundQuery#doneOrRefusals]
    /// reads them.
    static final Fragment REFUSED = new Fragment("refused", """
        select distinct p.refusal, p.position
        from problem p
        order by p.position nulls first
        limit <limit>
        """, Fragment.limit(Limits.ERRORS_SHOWN_MAX));

    static final Fragment LIVE_FILES = live("live_files", "files", "file", "NO_FILE");

    static final Fragment LIVE_FOLDERS = live("live_folders", "folders", "folder", "NO_FOLDER");

    private ItemListSql() {}

    /// The live files or folders of the list, locked in the order of their ids, so that no two
    /// statements wait for each other; and those that are missing. The part `tree` comes first.
    private static Fragment live(String name, String table, String type, String refusal) {
        return new Fragment(
                name, """
                    <type> as (
                      select l.position, f.id, f.name, f.parent_folder_id, f.updated_at
                      from tree, listed l, <table> f
                      where l.type = '<type>' and f.user_id = :user_id and f.id = l.id and not f.is_deleted
                      order by f.id
                      for no key update of f
                    ),
                    missing_<type> as (
                      select '<refusal>' as refusal, l.position
                      from listed l
                      where l.type = '<type>' and l.id not in (select t.id from <type> t)
                    )
                    """, new Fragment("type", type), new Fragment("table", table), new Fragment("refusal", refusal));
    }
}
