package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.EventBuilder;
import dev.kontor.functions.packaged.PlainJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The first page of a search among a million files of one user.
public final class SearchKinds implements Section {

    private static final int TRIES = 9;
    private static final double GOAL_MILLIS = 100;
    private static final int NEW_FILES = 5_000;

    private static final String INDEXES = """
        select c.relname, pg_size_pretty(pg_relation_size(c.oid)), pg_get_indexdef(c.oid)
        from pg_index i
        join pg_class c on c.oid = i.indexrelid
        where i.indrelid = 'files'::regclass and pg_get_indexdef(c.oid) ~ 'fold_text|text_prefix'
        order by 1
        """;

    @Override
    public String key() {
        return "search";
    }

    @Override
    public String title() {
        return "Search";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        var grown = setup.grownStore();
        var table = new MarkdownTable("searched", "total", "median", "slowest of " + TRIES);
        var report = new SectionReport();
        try (var java = setup.javaOn(grown.database()).start("Search")) {
            for (var kind : kinds().entrySet()) {
                var event = EventBuilder.of("Search", GrownStore.BIG_USER)
                        .query(kind.getValue())
                        .json();
                var turns = new Turns(setup.server(), java, () -> event);
                java.invoke(event); // from a disk, it may take longer than a statement may
                turns.warmUp(3);
                turns.take(TRIES);
                var body = PlainJson.read(
                        String.valueOf(PlainJson.read(java.invoke(event)).get("body")));
                var median = turns.latency().median();
                table.row(
                        "%s: `%s`".formatted(kind.getKey(), kind.getValue().get("q")),
                        String.valueOf(body.get("total")),
                        Numbers.millis(median),
                        Numbers.millis(turns.latency().max()));
                report.goal(Goal.atMost("search, " + kind.getKey() + ", ms", median, GOAL_MILLIS));
                RunProgress.say("search: %s: %s".formatted(kind.getKey(), Numbers.millis(median)));
            }
        }
        return report.paragraph("""
            The first page of 20 with its total, among a million files of one user in a table of %,d. Each total \
            is bounded (docs/api.md).\
            """.formatted(grown.files())).table(table).table(indexes(setup, grown.database()));
    }

    private static Map<String, Map<String, String>> kinds() {
        var kinds = new LinkedHashMap<String, Map<String, String>>();
        kinds.put("one letter", Map.of("q", "a"));
        kinds.put("two letters, nowhere", Map.of("q", "qz"));
        kinds.put("the beginning of many names", Map.of("q", "img"));
        kinds.put("the end of many names", Map.of("q", ".jpg"));
        kinds.put("a word with an accent", Map.of("q", "übersicht"));
        kinds.put("a word without its accent", Map.of("q", "strasse"));
        kinds.put("a word", Map.of("q", "report"));
        kinds.put("two words", Map.of("q", "report budget"));
        kinds.put("one name", Map.of("q", "99990"));
        kinds.put("nowhere", Map.of("q", "zzzqqq"));
        kinds.put("many, with a tag", Map.of("q", "img", "tagId", tag()));
        kinds.put("many, of a type that none has", Map.of("q", "img", "mimeType", "image/webp"));
        kinds.put("many, below a folder", Map.of("q", "img", "inFolder", folder()));
        return kinds;
    }

    private static String tag() {
        return RowLoader.tagId(GrownStore.BIG_USER, 1).toString();
    }

    private static String folder() {
        return RowLoader.folderId(GrownStore.BIG_USER, 5).toString();
    }

    /// The sizes of the indexes, and what new files take with them and without. Both are undone.
    private static MarkdownTable indexes(Setup setup, String database) throws SQLException {
        var table = new MarkdownTable("what the indexes of the search cost", "");
        var names = new ArrayList<String>();
        try (var connection = setup.server().connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(INDEXES)) {
            while (rows.next()) {
                names.add(rows.getString(1));
                table.row("size of `" + rows.getString(1) + "`", rows.getString(2));
            }
        }
        table.row(
                "processor time of a new row of `files` with them",
                Numbers.millis(newFile(setup, database, List.of())));
        return table.row("without them", Numbers.millis(newFile(setup, database, names)));
    }

    /// Milliseconds of PostgreSQL's processor time for a new row, without the indexes of these names.
    private static double newFile(Setup setup, String database, List<String> dropped) throws SQLException {
        try (var connection = setup.server().connect(database)) {
            connection.setAutoCommit(false);
            for (var index : dropped) {
                execute(connection, "drop index " + index);
            }
            insertFiles(connection, "warm up ");
            var before = setup.server().processorTime();
            insertFiles(connection, "new ");
            var taken = setup.server().processorTime().minus(before);
            connection.rollback();
            return (double) taken.toMillis() / NEW_FILES;
        }
    }

    /// A new entry of a trigram index waits in a list at first; that it is sorted in counts too.
    private static void insertFiles(Connection connection, String name) throws SQLException {
        execute(connection, """
            insert into files (user_id, name, mime_type, size, storage_path, storage_key)
            select '%1$s', '%2$s report ' || i || '.pdf', 'application/pdf', 1, 'p', '%2$s' || i
            from generate_series(1, %3$d) as i;
            select gin_clean_pending_list(c.oid)
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_am a on a.oid = c.relam
            where i.indrelid = 'files'::regclass and a.amname = 'gin'
            """.formatted(GrownStore.BIG_USER, name, NEW_FILES));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
