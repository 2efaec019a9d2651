package dev.kontor.shared.database;

import dev.kontor.shared.Cursor;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.SortKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The statement of a list: a text for each order, each set of filters, and each way to say where
/// the page begins. So each text has one plan that is right for all values, and the database keeps
/// it (decision 0003). A text is put together when it is first needed, because a function needs few
/// of them. Thread-safe.
///
/// Beside its own fragments, the text has these:
///
/// - `<key>`: the sort key; `<dir>`: `asc` or `desc`;
/// - `<filters>`: the conditions that the request asks for, each after an `and`;
/// - `<is_after>`: whether a row comes after the cursor; `true` without one. In its place, a list in
///   groups has `<is_after_GROUP>` for each of them, `<is_of_GROUP>`: whether the cursor is in the
///   group, and `<behind>`: whether a row of the cursor's group comes after it; `false` without one;
/// - `<offset>`: the number of rows before the page;
/// - `<page_limit>`: the clause that cuts out the page; `<page_rows>`: the number of rows up to its
///   end, and one more;
/// - `<page>`: the rows of the page, read from the part `matching` of the text, which selects the
///   rows of the list. With a [Filter.Unordered] it needs the part `live` too, which is `matching`
///   without the filters, and the parameter `walked`;
/// - `<refusal>`: the column with the [Refusal] of a filter by an id that the user has not;
/// - `<total>`: the column with the number of all rows; null after a cursor.
///
/// Its rows carry `refusal` (null, or the name of the [Refusal] of the whole list), `total`, and an
/// item: nulls on a page that is empty. Beside those of its filters it has the parameters `user_id`
/// and `limit`, and either `offset`, or `after_value` and `after_id`.
public final class ListQuery {

    private static final Fragment PAGE = new Fragment("page", """
        select *
        from matching
        where <is_after>
        order by <key> <dir>, id <dir>
        <page_limit>
        """);

    private static final String USUAL = """
        with matching as not materialized (
          <matching>
        ),
        <row> as (
          <page>
        )
        select
          <refused>,
          <total>,
          <columns>
        from (values (1)) as one
        left join <row> on true
        order by <key> <dir>, id <dir>
        """;

    private final String name;
    private final List<SortKey> sorts;
    private final List<Filter> filters;
    private final List<String> groups;
    private final String count;
    private final String text;
    private final List<Fragment> fragments;

    /// By a number of the variant. A record as a key would have its equality linked by the first
    /// request after a restore.
    private final Map<Integer, Query> queries = new ConcurrentHashMap<>();

    /// @param cursorGroup null for a page by its number
    private record Variant(
            SortKey sort,
            boolean descending,
            Set<Filter> filters,
            @Nullable String cursorGroup) {

        String direction() {
            return descending ? "desc" : "asc";
        }
    }

    private ListQuery(Draft draft, String text, List<Fragment> fragments) {
        this.name = draft.name;
        this.sorts = List.copyOf(draft.sorts);
        this.filters = draft.filters;
        this.groups = draft.groups;
        this.count = draft.count;
        this.text = text;
        this.fragments = fragments;
    }

    /// Begins a list, newest first, without filters and groups.
    public static Draft named(String name) {
        return new Draft(name);
    }

    /// A list whose text is still to come.
    public static final class Draft {

        private final String name;
        private Set<SortKey> sorts = Set.of();
        private List<Filter> filters = List.of();
        private List<String> groups = List.of("");
        private String count = "(select count(*) from matching)";
        private Fragment refused = new Fragment("refused", "<refusal>");

        private Draft(String name) {
            this.name = name;
        }

        /// The keys that the list can be sorted by, in both directions.
        public Draft sortedBy(Set<SortKey> keys) {
            sorts = keys;
            return this;
        }

        public Draft filteredBy(Filter... conditions) {
            filters = List.of(conditions);
            return this;
        }

        /// The groups that the list has one after the other, whatever it is sorted by.
        public Draft inGroups(String... names) {
            groups = List.of(names);
            return this;
        }

        /// How its rows are counted, if not those of `matching`.
        public Draft countedBy(String expression) {
            count = expression;
            return this;
        }

        /// The column `refusal`, if not that of its filters. Only [#of] has it.
        public Draft refusedBy(Fragment refusal) {
            refused = new Fragment("refused", refusal.place(), refusal);
            return this;
        }

        /// The usual list: a page of one table's rows.
        ///
        /// @param row what the columns call a row of the page
        /// @param matching selects the rows of the list, with `<filters>` if it has any
        public ListQuery of(String row, Fragment columns, String matching) {
            return as(
                    USUAL,
                    new Fragment("matching", matching),
                    new Fragment("row", row),
                    refused,
                    new Fragment("columns", columns.place(), columns));
        }

        /// @param fragments every one that the text uses, beside those that each list has
        public ListQuery as(String text, Fragment... fragments) {
            return new ListQuery(this, text, List.of(fragments));
        }
    }

    /// The statements of all variants.
    public Collection<Query> all() {
        var places = new ArrayList<@Nullable String>(groups);
        places.add(null);
        var all = new ArrayList<Query>();
        for (var sort : sorts.isEmpty() ? List.of(SortKey.CREATED_AT) : sorts) {
            for (var descending : sorts.isEmpty() ? List.of(true) : List.of(true, false)) {
                for (var chosen : choices()) {
                    for (var place : places) {
                        all.add(query(new Variant(sort, descending, chosen, place)));
                    }
                }
            }
        }
        return all;
    }

    /// The groups of its items, in their order; one without a name if it has no groups.
    public List<String> groups() {
        return groups;
    }

    /// @throws IllegalArgumentException when the list has no such order, group or filter
    Query query(ListRequest<?> request, Set<Filter> chosen, @Nullable Cursor after) {
        return query(new Variant(request.sort(), request.descending(), chosen, after == null ? null : after.group()));
    }

    private Query query(Variant variant) {
        if (!has(variant)) {
            throw new IllegalArgumentException("%s has no %s".formatted(name, variant));
        }
        return queries.computeIfAbsent(number(variant), number -> compose(variant));
    }

    private boolean has(Variant variant) {
        var hasOrder = sorts.isEmpty()
                ? variant.sort == SortKey.CREATED_AT && variant.descending
                : sorts.contains(variant.sort);
        return hasOrder
                && filters.containsAll(variant.filters)
                && (variant.cursorGroup == null || groups.contains(variant.cursorGroup));
    }

    private int number(Variant variant) {
        var number = sorts.indexOf(variant.sort) * 2 + (variant.descending ? 1 : 0);
        for (var filter : filters) {
            number = number * 2 + (variant.filters.contains(filter) ? 1 : 0);
        }
        var place = variant.cursorGroup == null ? groups.size() : groups.indexOf(variant.cursorGroup);
        return number * (groups.size() + 1) + place;
    }

    private Query compose(Variant variant) {
        return new Query(nameOf(variant), text, fragments, fragmentsOf(variant));
    }

    private String nameOf(Variant variant) {
        var parts = new ArrayList<>(List.of(name, variant.sort.parameter(), variant.direction()));
        chosen(variant).stream().map(Filter::name).forEach(parts::add);
        if (variant.cursorGroup != null) {
            parts.add("after" + variant.cursorGroup);
        }
        return String.join(".", parts);
    }

    private List<Fragment> fragmentsOf(Variant variant) {
        var isPaged = variant.cursorGroup == null;
        var all = new ArrayList<Fragment>();
        all.addAll(pageOf(variant));
        all.add(new Fragment("key", variant.sort.column()));
        all.add(new Fragment("dir", variant.direction()));
        all.add(new Fragment("filters", Filter.all(chosen(variant), Filter::condition)));
        all.add(new Fragment("page_limit", isPaged ? "limit :limit offset :offset" : "limit :limit"));
        all.add(new Fragment("page_rows", isPaged ? ":limit + :offset" : ":limit"));
        all.add(new Fragment("offset", isPaged ? ":offset" : "0"));
        all.add(new Fragment("refusal", Filter.refusal(chosen(variant)) + " as refusal"));
        all.add(new Fragment("total", (isPaged ? count : "null::bigint") + " as total"));
        if (groups.size() == 1) {
            all.add(new Fragment("is_after", isAfter(variant, "")));
            return all;
        }
        all.add(new Fragment("behind", isPaged ? "false" : isBehind(variant)));
        for (var group : groups) {
            all.add(new Fragment("is_after_" + group, isAfter(variant, group)));
            all.add(new Fragment("is_of_" + group, Boolean.toString(group.equals(variant.cursorGroup))));
        }
        return all;
    }

    private List<Fragment> pageOf(Variant variant) {
        var chosen = chosen(variant);
        var selective = chosen.stream().filter(Filter::isSelective).toList();
        var isSorted = selective.stream().allMatch(filter -> filter.isSortedByIndex(variant.sort));
        return isSorted && selective.size() < 2 ? List.of(PAGE) : PageByWaysSql.fragments(chosen, selective);
    }

    /// The filters of a variant, in the order of the list's.
    private List<Filter> chosen(Variant variant) {
        return filters.stream().filter(variant.filters::contains).toList();
    }

    /// Groups before that of the cursor have no rows after it, and all rows of later groups are.
    private String isAfter(Variant variant, String group) {
        if (variant.cursorGroup == null || groups.indexOf(group) > groups.indexOf(variant.cursorGroup)) {
            return "true";
        }
        return group.equals(variant.cursorGroup) ? isBehind(variant) : "false";
    }

    private static String isBehind(Variant variant) {
        var comparison = variant.descending ? "<" : ">";
        return "(%s, id) %s (%s, :after_id)".formatted(variant.sort.column(), comparison, variant.sort.after());
    }

    /// All sets of filters that do not exclude each other.
    private List<Set<Filter>> choices() {
        var choices = new ArrayList<Set<Filter>>(List.of(Set.of()));
        for (var filter : filters) {
            for (var others : List.copyOf(choices)) {
                if (others.stream().noneMatch(filter::excludes)) {
                    var chosen = new LinkedHashSet<>(others);
                    chosen.add(filter);
                    choices.add(chosen);
                }
            }
        }
        return choices;
    }
}
