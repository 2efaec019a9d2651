package dev.kontor.benchmarks;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.value;

import dev.kontor.benchmarks.LargeStore.Index;
import dev.kontor.files.FileFilter;
import dev.kontor.search.SearchFilter;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.testing.Explain;
import dev.kontor.testing.Statements;
import dev.kontor.testing.Store;
import dev.kontor.tree.InFolder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A search among ten million files, of which a million are the user's, and what its indexes cost a
/// new file. Prints a table in Markdown, with a mark at what is not interactive.
@EnabledIfSystemProperty(named = "benchmark", matches = "search")
final class SearchBenchmark {

    private static final int FILES = Integer.getInteger("benchmark.files", 10_000_000);

    private static final int TRIES = 7;

    private static final int NEW_FILES = 2_000;

    /// Milliseconds after which a person notices the wait.
    private static final double INTERACTIVE_MS = 1_000;

    /// The indexes of files and folders, without the one that joins the rows of a page.
    private static final Pattern INDEX = Pattern.compile("(?:using|Index Scan on) idx_(?!\\w+_user_id\\b)(\\w+)");

    private static final Predicate<Index> OF_SEARCH =
            index -> index.definition().contains("search_");

    private record Needle(String kind, SearchFilter filter) {

        Needle(String kind, String searched) {
            this(kind, searched, null, null, null);
        }

        Needle(String kind, String searched, @Nullable UUID tagId, @Nullable String mimeType, @Nullable UUID inFolder) {
            this(kind, new SearchFilter(searched, null, tagId, mimeType, inFolder));
        }
    }

    private static final List<Needle> NEEDLES = List.of(
            new Needle("one letter", "a"),
            new Needle("two letters, nowhere", "qz"),
            new Needle("the beginning of many names", "img"),
            new Needle("the end of many names", ".jpg"),
            new Needle("a word with an accent", "übersicht"),
            new Needle("a word", "report"),
            new Needle("two words", "report budget"),
            new Needle("a word of the oldest tenth alone", "canon"),
            new Needle("one name", "4999990"),
            new Needle("nowhere", "zzzqqq"),
            new Needle("many, with a common tag", "img", LargeStore.COMMON_TAG, null, null),
            new Needle("many, with a rare tag", "img", LargeStore.RARE_TAG, null, null),
            new Needle("many, of a type that none has", "img", null, "image/png", null),
            new Needle("many, below a folder", "img", null, null, LargeStore.FOLDER));

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void searches() throws Exception {
        try (var large = LargeStore.load(FILES)) {
            var store = large.store();
            large.build(OF_SEARCH.negate());
            var before = newFile(store, "before ");
            large.build(OF_SEARCH);
            var after = newFile(store, "after ");
            var all = new FileFilter(InFolder.ANYWHERE, null, null, null);
            var cursor = value(store.files().list(request(all, null))).nextCursor();
            var list = median(() -> store.files().list(request(all, cursor)));

            var lines = new ArrayList<String>();
            lines.add("| searched | matches | median | × list | plain `ilike` | by |");
            lines.add("|---|--:|--:|--:|--:|---|");
            for (var needle : NEEDLES) {
                var line = measure(large, needle, list);
                LargeStore.progress(line);
                lines.add(line);
            }
            lines.add("");
            lines.add("a page of the newest files: %.1f ms".formatted(list));
            lines.add("a new file without the indexes of search: %.2f ms".formatted(before));
            lines.add("a new file with them: %.2f ms".formatted(after));
            for (var index : large.indexes()) {
                lines.add(large.postgres()
                        .query("select '%1$s', pg_size_pretty(pg_relation_size('%1$s'))".formatted(index.name()))
                        .getFirst());
            }
            lines.forEach(System.out::println);
        }
    }

    private static String measure(LargeStore large, Needle needle, double list) throws SQLException {
        var search = median(() -> large.store().search().find(request(needle.filter(), null)));
        var start = System.nanoTime();
        var matches = large.postgres().query(plain(needle.filter().q())).getFirst();
        var plain = millisecondsSince(start);
        return "| %s: `%s` | %s | %.0f ms%s | %.0f | %.0f ms | %s |"
                .formatted(
                        needle.kind(),
                        needle.filter().q(),
                        matches,
                        search,
                        search > INTERACTIVE_MS ? " (!)" : "",
                        search / list,
                        plain,
                        indexes(large.store(), needle.filter()));
    }

    /// The obvious statement, without a filter: it counts the rows that contain the text.
    private static String plain(String searched) {
        return """
            select count(*)
            from files
            where user_id = '%1$s'
              and not is_deleted
              and (name ilike '%%%2$s%%' or description ilike '%%%2$s%%')
            """.formatted(USER, searched);
    }

    /// The indexes that the search went by.
    private static String indexes(Store store, SearchFilter filter) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("user_id", USER);
        values.put("q", filter.q());
        values.put("type", filter.type());
        values.put("tag_id", filter.tagId());
        values.put("mime_type", filter.mimeType());
        values.put("in_folder", filter.inFolder());
        values.put("walked", Limits.SEARCH_WALKED_ROWS);
        values.put("scanned", Limits.SEARCH_SCANNED_ROWS);
        values.put("counted", Limits.SEARCH_COUNTED_ROWS);
        values.put("limit", Limits.PAGE_ITEMS_DEFAULT + 1);
        values.put("offset", 0);
        values.put("with_total", true);
        values.put("after_group", "");
        values.put("after_id", null);
        values.put("after_value", null);
        var search = Statements.all().stream()
                .filter(query -> query.name().startsWith("search."))
                .findFirst()
                .orElseThrow();
        return Explain.run(store.database(), search, values).stream()
                .filter(line -> !line.contains("never executed"))
                .map(INDEX::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static <F extends Record> ListRequest<F> request(F filter, @Nullable String cursor) {
        return new ListRequest<>(USER, filter, SortKey.CREATED_AT, true, 1, 20, cursor);
    }

    /// Milliseconds of one, on average.
    private static double newFile(Store store, String name) {
        var start = System.nanoTime();
        IntStream.range(0, NEW_FILES).forEach(i -> value(store.files().create(USER, Store.newFile(name + i, null))));
        return millisecondsSince(start) / NEW_FILES;
    }

    private static double median(Supplier<Result<?>> call) {
        value(call.get());
        return IntStream.range(0, TRIES)
                .mapToDouble(i -> {
                    var start = System.nanoTime();
                    value(call.get());
                    return millisecondsSince(start);
                })
                .sorted()
                .skip(TRIES / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double millisecondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e6;
    }
}
