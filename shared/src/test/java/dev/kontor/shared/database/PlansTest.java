package dev.kontor.shared.database;

import static dev.kontor.shared.database.CrowdedStore.BIG_FOLDER;
import static dev.kontor.shared.database.CrowdedStore.COMMON_TAG;
import static dev.kontor.shared.database.CrowdedStore.COMMON_TYPE;
import static dev.kontor.shared.database.CrowdedStore.FILE;
import static dev.kontor.shared.database.CrowdedStore.FOLDER_TOKEN;
import static dev.kontor.shared.database.CrowdedStore.MIDDLING_FOLDER;
import static dev.kontor.shared.database.CrowdedStore.RARE_TAG;
import static dev.kontor.shared.database.CrowdedStore.RARE_TYPE;
import static dev.kontor.shared.database.CrowdedStore.SMALL_FOLDER;
import static dev.kontor.shared.database.CrowdedStore.TRANSACTION;
import static dev.kontor.shared.database.CrowdedStore.TRASHED_FOLDER;
import static dev.kontor.shared.database.CrowdedStore.TRASH_ITEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.shared.Limits;
import dev.kontor.testing.Explain;
import dev.kontor.testing.Statements;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Asks PostgreSQL for its plan of every statement, on tables of realistic size: the plan that it
/// keeps, for no value in particular. Lists and searches are run, too, for the users of the
/// [CrowdedStore] with the most and with the fewest files.
@DisplayName("S19: no query without its index")
@Tag("slow")
final class PlansTest {

    /// Rows that may be sorted: ten of the largest pages, or one ordinary folder.
    private static final long SORTED_ROWS_MAX = 1_000;

    private static final Pattern NODE =
            Pattern.compile("^ *(?:->  )?(?<node>.*?)  \\(cost=.* rows=(?<rows>\\d+) width=.*\\)$");

    /// Rows that a page after a cursor may fetch from the tables: those of a walk, and those of one
    /// filter that it then sorts.
    private static final long PAGE_READ_MAX = Limits.WALKED_ROWS + Limits.SORTED_ROWS_AFTER_WALK + 500L;

    /// Rows that a page of a user with ten files may read: each at most five times, to choose a way, to
    /// count, to find, to show, and for its version.
    private static final long FEW_FILES_READ_MAX = 50;

    private static final String SEARCH = "search.find";

    /// The name of the file 77,777 of the store.
    private static final String NAME = "the name of file 77777.bin";

    private static final Pattern READ = Pattern.compile("Scan .*on"
            + " (files|folders|shares|trash_items|transactions|holds|users|tags|file_versions|file_tags)\\b.*actual"
            + " rows=(?<rows>[\\d.]+) loops=(?<loops>\\d+)");

    private static final Pattern NODE_RUN = Pattern.compile("actual rows=|never executed");

    private static final Pattern REMOVED = Pattern.compile("Rows Removed by .*: (?<rows>\\d+)");

    /// Statements that need all entries of an export, or run once in each of its steps.
    private static final Set<String> READ_ALL_ENTRIES =
            Set.of("exports.entries.count", "exports.entries.forget", "exports.step.clear", "exports.purge");

    private static Store store;
    private static Explain explain;
    private static Store exported;
    private static Explain explainExported;

    @BeforeAll
    static void openStore() throws SQLException {
        store = CrowdedStore.open();
        explain = new Explain(store.postgres());
        exported = Store.open();
        beginExport();
        explainExported = new Explain(exported.postgres());
    }

    private static void beginExport() throws SQLException {
        exported.postgres().execute("""
            insert into exports (user_id) values ('user');
            insert into export_entries (
              user_id, export_id, number, name, folder_id, storage_key, is_large, modified_at)
            select
              e.user_id, e.id, i, 'files/' || i, case when i <= 100 then gen_random_uuid() end,
              case when i > 100 then 'files/' || i end, false, now()
            from exports e, generate_series(1, %d) i;
            select analyze_export_entries()
            """.formatted(Limits.EXPORT_ENTRIES_TO_ANALYZE));
    }

    @AfterAll
    static void closeStore() throws SQLException {
        explain.close();
        store.close();
        explainExported.close();
        exported.close();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyStatementHasItsIndex(Query query) {
        var plan = plan(query, samples(query).values());

        assertThat(scansOfWholeTables(plan))
                .as("scans of whole tables in%n%s", String.join("\n", plan))
                .isEmpty();
        if (!query.name().startsWith(SEARCH)) {
            assertThat(bigSorts(plan))
                    .as("sorts of many rows in%n%s", String.join("\n", plan))
                    .isEmpty();
        }
    }

    /// It is kept until the export is written, with up to a million entries.
    @ParameterizedTest
    @MethodSource("statementsOnEntries")
    void aPlanFromTheBeginningOfAnExportFindsEachEntryByItsKey(Query query) {
        var plan = explainExported.plan(query, samples(query).values());

        assertThat(conditionsOf(plan, "export_entries"))
                .as("conditions on export_entries in%n%s", String.join("\n", plan))
                .isNotEmpty()
                .allMatch(condition -> condition.matches(".*(number|folder_id|storage_key).*"));
    }

    /// Those that read or change some of the entries of an export.
    static Stream<Query> statementsOnEntries() {
        return Statements.all().stream()
                .filter(query -> query.name().startsWith("exports."))
                .filter(query -> query.sql().matches("(?s).*(from|join|update) export_entries.*"))
                .filter(query -> !READ_ALL_ENTRIES.contains(query.name()));
    }

    /// A search has a part for each way to find something, and chooses between them while it runs.
    /// So this test looks at the rows that were read, not at the plan alone.
    @ParameterizedTest
    @MethodSource("searches")
    void aSearchReadsFewRowsByTheIndexThatFitsIt(
            Query query, Map<String, @Nullable Object> values, long rows, String index) {
        var plan = explain.run(query, values);

        assertThat(rowsRead(plan))
                .as("rows read of files and folders in%n%s", String.join("\n", plan))
                .isLessThanOrEqualTo(rows);
        assertThat(plan)
                .as("%s", String.join("\n", plan))
                .anyMatch(line -> line.contains(index) && !line.contains("never executed"));
    }

    /// Searches: the values, how many rows a page may read, and the index that has to be used.
    static Stream<Arguments> searches() {
        var walked = 3L * Limits.SEARCH_WALKED_ROWS;
        var scanned = 3L * Limits.SEARCH_SCANNED_ROWS;
        return Stream.of(
                search("common", walked, "idx_files_created_at", "q", ".bin"),
                search("in the middle of a few", walked, "idx_files_user_id_name_description", "q", "7e57"),
                search("the name of one", walked, "idx_files_user_id_name_created_at", "q", NAME),
                search("in a description", walked, "idx_files_user_id_name_description", "q", "on 77777"),
                search("nowhere", walked, "idx_files_user_id_name_description", "q", "nothing"),
                search("one letter", scanned, "idx_files_created_at", "q", "b"),
                search("two letters", scanned, "idx_files_user_id_name_created_at", "q", "xy"),
                search("of folders", walked, "idx_folders_created_at", "q", "folder"),
                search("of one folder", walked, "idx_folders_user_id_name_created_at", "q", "folder 77"),
                search("common, of a rare type", walked, "idx_files", "q", "bin", "mime_type", RARE_TYPE),
                search("common, with a rare tag", walked, "idx_file_tags", "q", "bin", "tag_id", RARE_TAG),
                search("common, below a folder", walked, "idx_files", "q", "bin", "in_folder", SMALL_FOLDER),
                search("rare, with a common tag", walked, "idx_files", "q", "7e57", "tag_id", COMMON_TAG),
                searchIn(
                        "search.find.createdAt.desc.after3",
                        "one letter, after a cursor",
                        2 * scanned,
                        "idx_files_created_at",
                        "q",
                        "a",
                        "after_value",
                        OffsetDateTime.parse("2025-03-01T00:00:00Z")));
    }

    private static Arguments search(String name, long rows, String index, Object... values) {
        var given = List.of(values);
        var statement =
                SEARCH + (given.contains("tag_id") ? "Tagged" : "") + (given.contains("in_folder") ? "Below" : "")
                        + ".createdAt.desc" + (given.contains("mime_type") ? ".ofType" : "");
        return searchIn(statement, name, rows, index, values);
    }

    private static Arguments searchIn(String statement, String name, long rows, String index, Object... values) {
        var query = statement(statement);
        var search = samples(query);
        for (var i = 0; i < values.length; i += 2) {
            search = search.with((String) values[i], values[i + 1]);
        }
        return argumentSet(name, query, search.values(), rows, index);
    }

    /// The rows that the nodes of an executed plan read from the tables, with those that a filter then
    /// left out. PostgreSQL tells both as the average of a node's loops.
    private static long rowsRead(List<String> plan) {
        var sum = 0.0;
        var loops = 0L;
        for (var line : plan) {
            var read = READ.matcher(line);
            var removed = REMOVED.matcher(line);
            if (read.find()) {
                loops = Long.parseLong(read.group("loops"));
                sum += Double.parseDouble(read.group("rows")) * loops;
            } else if (NODE_RUN.matcher(line).find()) {
                loops = 0;
            } else if (removed.find()) {
                sum += Double.parseDouble(removed.group("rows")) * loops;
            }
        }
        return Math.round(sum);
    }

    @Test
    void whatAUserHasIsCountedFromAnIndexAndNoVersionIsRead() {
        var me = statement("users.me");

        var plan = plan(me, samples(me).values());

        assertThat(plan)
                .as("%s", String.join("\n", plan))
                .anyMatch(line -> line.matches(".*Index Only Scan using idx_files_\\w+ on files f .*"))
                .noneMatch(line -> line.contains("file_versions"));
    }

    /// A page after a cursor reads few rows, however many the user has. Counting rows in an index is
    /// cheap, and is left out.
    @ParameterizedTest
    @MethodSource("pages")
    void aPageReadsFewRows(Query query, Map<String, @Nullable Object> values) {
        var plan = explain.run(query, values);

        var fetches = plan.stream()
                .map(line -> line.replace("Index Only Scan", "Index Only"))
                .toList();
        assertThat(rowsRead(fetches)).as("%s", String.join("\n", plan)).isLessThanOrEqualTo(PAGE_READ_MAX);
    }

    static Stream<Arguments> pages() {
        return statements().stream()
                .filter(query -> query.name().matches("\\w+\\.\\w+\\..*after.*")
                        && !query.name().startsWith(SEARCH))
                .flatMap(query -> placesOf(query).stream()
                        .map(values -> argumentSet(query.name() + values.name(), query, values.values())));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aUserWithTenFilesReadsFewRowsAmongThoseOfOthers(Query query) {
        var plan = explain.run(
                query, samples(query).with("user_id", CrowdedStore.SMALL_USER).values());

        assertThat(rowsRead(plan)).as("%s", String.join("\n", plan)).isLessThanOrEqualTo(FEW_FILES_READ_MAX);
    }

    static Stream<Query> lists() {
        return statements().stream().filter(query -> query.name().matches("(files|folders|trash|search)\\.\\w+\\..*"));
    }

    private static List<Variant> placesOf(Query query) {
        var all = new ArrayList<>(List.of(samples(query)));
        vary(all, query, "parent_folder_id", " in a big folder", BIG_FOLDER, " in a small folder", SMALL_FOLDER);
        vary(all, query, "tag_id", " with a common tag", COMMON_TAG, " with a rare tag", RARE_TAG);
        vary(all, query, "mime_type", " of a common type", COMMON_TYPE, " of a rare type", RARE_TYPE);
        return all;
    }

    private static void vary(
            List<Variant> all, Query query, String name, String a, Object one, String b, Object other) {
        if (query.parameters().contains(name)) {
            var varied = all.stream()
                    .flatMap(v -> Stream.of(
                            new Variant(a).and(v).with(name, one),
                            new Variant(b).and(v).with(name, other)))
                    .toList();
            all.clear();
            all.addAll(varied);
        }
    }

    @Test
    @DisplayName("S11: who has a tag is found by containment, through its GIN index")
    void whoHasATagIsFoundThroughItsIndex() {
        var list = statement("users.list.createdAt.desc.tagged");

        var plan = plan(list, samples(list).with("tag", "rare 7").values());

        assertThat(plan)
                .as("%s", String.join("\n", plan))
                .anyMatch(line -> line.contains("Bitmap Index Scan on idx_users_tags "))
                .anyMatch(line -> line.contains("Index Cond: (tags @> "));
    }

    private static Query statement(String name) {
        return Statements.all().stream()
                .filter(query -> query.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// All orders where tests are thorough, and otherwise the descending ones: an index is read in
    /// either direction.
    static List<Query> statements() {
        return Statements.all().stream()
                .filter(query -> Repetitions.areThorough() || !query.name().contains(".asc"))
                .toList();
    }

    /// Values for one plan, in place of the samples.
    private record Variant(String name, Map<String, @Nullable Object> values) {

        Variant(String name) {
            this(name, Map.of());
        }

        Variant with(String parameter, @Nullable Object value) {
            return and(new Variant("", one(parameter, value)));
        }

        Variant and(Variant other) {
            var both = new HashMap<String, @Nullable Object>(values);
            both.putAll(other.values);
            return new Variant((name + " " + other.name).strip(), both);
        }

        private static Map<String, @Nullable Object> one(String name, @Nullable Object value) {
            var map = new HashMap<String, @Nullable Object>();
            map.put(name, value);
            return map;
        }
    }

    private static Object sortValue(String name) {
        return switch (name.split("\\.", -1)[2]) {
            case "name" -> "8";
            case "size" -> 5_000_000L;
            case "sortOrder" -> 2_500L;
            default -> OffsetDateTime.parse("2025-02-01T00:00:00Z");
        };
    }

    /// One value for each parameter of any statement. The filters of a list admit all.
    private static Variant samples(Query query) {
        var feature = query.name().split("\\.", -1)[0];
        var isList = query.name().matches("(\\w+\\.){3}.*");
        var samples = new HashMap<String, @Nullable Object>();
        samples.put("user_id", Store.USER);
        samples.put("tree_lock", 1);
        samples.put(
                "id",
                switch (feature) {
                    case "files", "versions", "uploads", "multipart" -> FILE;
                    case "folders" -> SMALL_FOLDER;
                    case "trash" -> TRASHED_FOLDER;
                    default -> RARE_TAG;
                });
        samples.put("parent_folder_id", MIDDLING_FOLDER);
        samples.put("tag_id", RARE_TAG);
        samples.put("tag_ids", new UUID[] {COMMON_TAG, RARE_TAG});
        samples.put("name", "new name.bin");
        samples.put("parent_folder_ids", new UUID[] {MIDDLING_FOLDER, null});
        samples.put("stems", new String[] {"new name", "another"});
        samples.put("extensions", new String[] {".bin", ""});
        samples.put("name_characters", 500);
        samples.put("last_number", 10_000);
        samples.put("mime_type", COMMON_TYPE);
        samples.put("size", 5L);
        samples.put("description", "a description");
        samples.put("trash_id", TRASH_ITEM);
        samples.put("retention_seconds", 30 * 86_400L);
        samples.put("seconds", (int) Limits.SUBTREE_STATEMENT_TIMEOUT.toSeconds());
        samples.put("checksum", "0".repeat(64));
        samples.put("color", "#ff0000");
        samples.put("tags_max", 20);
        samples.put("ancestors_max", 1_000);
        samples.put("is_favorite", true);
        samples.put("is_public", true);
        samples.put("sets_name", true);
        samples.put("sets_description", true);
        samples.put("sets_color", true);
        samples.put("moves", true);
        samples.put("at_root", false);
        samples.put("if_match", new OffsetDateTime[] {OffsetDateTime.now(ZoneOffset.UTC)});
        samples.put("email", "ada@example.com");
        samples.put("role", "user");
        samples.put("tag", "common");
        samples.put("q", "bin");
        samples.put("in_folder", SMALL_FOLDER);
        samples.put("walked", query.name().startsWith(SEARCH) ? Limits.SEARCH_WALKED_ROWS : Limits.WALKED_ROWS);
        samples.put("scanned", Limits.SEARCH_SCANNED_ROWS);
        samples.put("counted", Limits.SEARCH_COUNTED_ROWS);
        samples.put("tags", new String[] {"premium"});
        samples.put("app_id", "app");
        samples.put("document", "{\"a\": 1}");
        samples.put("limit", 21);
        samples.put("offset", 0);
        samples.put("after_id", FILE);
        samples.put("after_value", isList ? sortValue(query.name()) : null);
        samples.putAll(samplesOfItems(query));
        samples.putAll(samplesOfShares());
        samples.putAll(samplesOfCredits(query));
        samples.putAll(samplesOfContent(query));
        samples.putAll(samplesOfExports(query));
        return new Variant("", samples);
    }

    private static Map<String, @Nullable Object> samplesOfItems(Query query) {
        var isTrash = query.name().startsWith("trash.");
        var samples = new HashMap<String, @Nullable Object>();
        samples.put("default_quota", 1L << 40);
        samples.put("bytes", 1L << 40);
        samples.put("pseudonym", "erased-user");
        samples.put("item_types", new String[] {"file", "folder"});
        samples.put("item_ids", new UUID[] {FILE, isTrash ? TRASHED_FOLDER : SMALL_FOLDER});
        samples.put("item_names", new String[] {"new name.bin", null});
        return samples;
    }

    private static Map<String, @Nullable Object> samplesOfShares() {
        var samples = new HashMap<String, @Nullable Object>();
        samples.put("token", FOLDER_TOKEN);
        samples.put("password_hash", null);
        samples.put("attempt_seconds", Limits.PASSWORD_ATTEMPT_INTERVAL.toSeconds());
        samples.put("ahead_seconds", 9 * Limits.PASSWORD_ATTEMPT_INTERVAL.toSeconds());
        samples.put("file_id", FILE);
        samples.put("folder_id", SMALL_FOLDER);
        samples.put("expires_at", OffsetDateTime.parse("2099-01-01T00:00:00Z"));
        samples.put("max_downloads", 5);
        return samples;
    }

    private static Map<String, @Nullable Object> samplesOfExports(Query query) {
        var samples = new HashMap<String, @Nullable Object>();
        if (!query.name().startsWith("exports.")) {
            return samples;
        }
        samples.put("id", CrowdedStore.EXPORT);
        samples.put("export_id", CrowdedStore.EXPORT);
        samples.put("lease_id", CrowdedStore.EXPORT);
        for (var name : List.of("interval_seconds", "kept_seconds", "writing_seconds", "silent_seconds")) {
            samples.put(name, 86_400L);
        }
        samples.put("phase", "content");
        samples.put("reached", "a key");
        samples.put("after", "");
        samples.put("after_key", "files/5");
        samples.put("after_time", "-infinity");
        for (var name : List.of(
                "bytes_written",
                "entry_count",
                "directory_offset",
                "entry_offset",
                "entry_size",
                "entry_packed_size",
                "entry_crc",
                "files_done",
                "number",
                "first",
                "last")) {
            samples.put(name, 100L);
        }
        if (query.name().equals("exports.step.addPart")) {
            samples.put("number", 9_999);
        }
        samples.put("last_part", 3);
        samples.put("rows", Limits.EXPORT_ROWS_PER_PIECE);
        samples.put("rest", new byte[] {1, 2, 3});
        samples.put("etag", "an etag");
        for (var name : List.of("numbers", "sizes", "offsets", "packed_sizes", "crcs")) {
            samples.put(name, new String[] {"7"});
        }
        samples.put("names", new String[] {"files/a"});
        samples.put("folder_ids", new String[] {""});
        samples.put("storage_keys", new String[] {"files/a/b"});
        samples.put("large", new String[] {"false"});
        samples.put("times", new String[] {"2026-01-01T00:00:00Z"});
        return samples;
    }

    private static Map<String, @Nullable Object> samplesOfContent(Query query) {
        var key = "files/%s/%s".formatted(FILE, FILE);
        var samples = new HashMap<String, @Nullable Object>();
        samples.put("version", 1);
        samples.put("comment", "a comment");
        samples.put("storage_key", key);
        samples.put("storage_keys", new String[] {key});
        samples.put("done_keys", new String[] {key});
        samples.put("refused_keys", new String[] {key});
        samples.put("ids", new UUID[] {FILE});
        samples.put("part_size", 5L << 20);
        samples.put("lifetime_seconds", Limits.UPLOAD_IN_PARTS_LIFETIME.toSeconds());
        samples.put("multipart_upload_id", "an id of S3");
        switch (query.name()) {
            case "storage.next" -> samples.put("limit", Limits.OBJECTS_PER_DELETION);
            case "uploads.unfinished", "storage.oldestWaiting", "trash.oldestWaiting" ->
                samples.put("limit", Limits.PURGE_ROWS_PER_STATEMENT);
            default -> {}
        }
        return samples;
    }

    private static Map<String, @Nullable Object> samplesOfCredits(Query query) {
        var samples = new HashMap<String, @Nullable Object>();
        samples.put("transaction_id", TRANSACTION);
        samples.put("type", "bonus");
        samples.put("amount", query.name().startsWith("credits.debit") ? -5L : 5L);
        samples.put("app_id", "an app");
        samples.put("metadata", "{}");
        samples.put("expected_version", 1L);
        samples.put("created_by", "a service");
        samples.put("caller", "a service");
        samples.put("is_service", true);
        samples.put("begin", OffsetDateTime.parse("2025-02-01T00:00:00Z"));
        samples.put("end", OffsetDateTime.parse("2025-03-01T00:00:00Z"));
        samples.put("key_lock", 2);
        samples.put("operation", "UseCredits");
        samples.put("key", "a key");
        samples.put("fingerprint", "0".repeat(64));
        samples.put("answer", "an answer");
        samples.put("kept_seconds", Limits.IDEMPOTENCY_KEY_LIFETIME.toSeconds());
        samples.put("package_id", new UUID(0, 1));
        samples.put("credits", 500L);
        samples.put("price_amount", 499L);
        samples.put("currency", "eur");
        samples.put("payment_link_id", "plink_77");
        samples.put("payment_link_url", "https://buy.stripe.com/77");
        samples.put("is_active", true);
        samples.put("sort_order", 77L);
        samples.put("status", query.name().startsWith("holds") ? "open" : "completed");
        samples.put("payment_id", "pi_77");
        samples.put("refunded", 0L);
        samples.put("lost_disputes", "{}");
        samples.put("recovered", 0L);
        samples.put("unrecovered", 0L);
        if (query.name().matches("idempotency\\.deleteExpired|trash\\.(purge|expire)")) {
            samples.put("limit", Limits.PURGE_ROWS_PER_STATEMENT);
        }
        if (query.name().equals("trash.empty")) {
            samples.put("limit", Limits.TRASH_ITEMS_PER_STATEMENT);
        }
        return samples;
    }

    private static List<String> plan(Query query, Map<String, @Nullable Object> values) {
        return explain.plan(query, values);
    }

    private static List<String> scansOfWholeTables(List<String> plan) {
        return plan.stream()
                .filter(line -> line.contains("Seq Scan on "))
                .filter(line -> !line.contains("Seq Scan on schema_migrations"))
                .toList();
    }

    /// The conditions by which scans of a table use an index; an empty one where a scan uses none.
    private static List<String> conditionsOf(List<String> plan, String table) {
        var conditions = new ArrayList<String>();
        for (var i = 0; i < plan.size(); i++) {
            if (plan.get(i).matches(".*Scan.* on " + table + "\\b.*")) {
                var next = i + 1 < plan.size() ? plan.get(i + 1) : "";
                conditions.add(next.contains("Index Cond: ") ? next.strip() : "");
            }
        }
        return conditions;
    }

    /// The sorts with a big input, which is the next line with a node. An Incremental Sort does not
    /// count: it continues the order of an index. Nor does the sort of a list that has counted its
    /// rows before (a filter that is looked at once): it runs for few rows, whatever the planner
    /// expects.
    private static List<String> bigSorts(List<String> plan) {
        var sorts = new ArrayList<String>();
        var isSorted = false;
        for (var i = 0; i < plan.size(); i++) {
            var node = NODE.matcher(plan.get(i));
            if (node.matches()) {
                var isGuarded = i + 1 < plan.size() && plan.get(i + 1).contains("One-Time Filter: ((InitPlan");
                if (isSorted && !isGuarded && Long.parseLong(node.group("rows")) > SORTED_ROWS_MAX) {
                    sorts.add(plan.get(i).strip());
                }
                isSorted = node.group("node").equals("Sort");
            }
        }
        return sorts;
    }
}
