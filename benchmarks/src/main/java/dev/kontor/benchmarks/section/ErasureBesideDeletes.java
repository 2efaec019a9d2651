package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.database.RowsOfAllKinds;
import dev.kontor.benchmarks.function.RunningFunction;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.Samples;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.CreditRequests;
import dev.kontor.benchmarks.request.EventBuilder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What an erasure costs beside plain deletes of as many rows.
public final class ErasureBesideDeletes implements Section {

    private static final int TRIES = 7;
    private static final int FEW_FILES = 200;
    private static final int MANY_FILES = 2_800;

    private static final List<String> WARM_UP = users("warm");
    private static final List<String> FEW = users("few");
    private static final List<String> MANY = users("many");

    private final MarkdownTable table = new MarkdownTable(
            "a user with",
            "rows",
            "erasure, median",
            "slowest of " + TRIES,
            "plain deletes, median",
            "erasure/deletes",
            "erasure, µs a row",
            "its processor time in the database");

    /// Erasures, by turns with plain deletes of others who had as many rows.
    private record ErasuresAndDeletes(long rows, Turns erasures, Samples deletes) {}

    @Override
    public String key() {
        return "erasure";
    }

    @Override
    public String title() {
        return "Erasure";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        var database = setup.newDatabase("erasure");
        fill(setup, database);
        try (var function = setup.javaOn(database).start("DeleteMe");
                var deletes = PlainDeletes.on(setup.server(), database)) {
            compare(setup, function, deletes, WARM_UP);
            add("%d files".formatted(FEW_FILES), compare(setup, function, deletes, FEW));
            add("%,d files, and rows of all kinds".formatted(MANY_FILES), compare(setup, function, deletes, MANY));
        }
        return new SectionReport().paragraph("""
            `DELETE /v1/me` of %d users each, by turns with plain deletes of as many others who have the same rows, \
            after %d of each to warm up. Plain deletes are one statement for each table, in one transaction, without \
            triggers and foreign keys: the least that it can be. The erasure keeps the ledger under a pseudonym, \
            enqueues the objects of all content, and has PostgreSQL look at each foreign key.\
            """.formatted(TRIES, TRIES)).table(table);
    }

    private static ErasuresAndDeletes compare(
            Setup setup, RunningFunction function, PlainDeletes deletes, List<String> users) throws SQLException {
        var rows = deletes.rowsOf(users.getFirst());
        var next = users.iterator();
        var erasures = new Turns(setup.server(), function, () -> request(next.next()));
        var nanos = new ArrayList<Long>();
        while (next.hasNext()) {
            erasures.take(1);
            var user = next.next();
            var start = System.nanoTime();
            deletes.delete(user);
            nanos.add(System.nanoTime() - start);
        }
        for (var user : users) {
            if (deletes.rowsOf(user) > 0) {
                throw new IllegalStateException("something is left of " + user);
            }
        }
        return new ErasuresAndDeletes(rows, erasures, Samples.ofNanos(nanos));
    }

    private void add(String title, ErasuresAndDeletes found) {
        var median = found.erasures().latency().median();
        var ratio = Numbers.plain(median / found.deletes().median());
        table.row(
                title,
                "%,d".formatted(found.rows()),
                Numbers.millis(median),
                Numbers.millis(found.erasures().latency().max()),
                Numbers.millis(found.deletes().median()),
                "**" + ratio + "**",
                Numbers.plain(median * 1_000 / found.rows()),
                Numbers.millis(found.erasures().databaseMillis()));
        RunProgress.say("erasure: %,d rows: %s of plain deletes".formatted(found.rows(), ratio));
    }

    private static void fill(Setup setup, String database) throws SQLException {
        setup.server().execute(database, CreditRequests.PACKAGE);
        var rows = new RowLoader(setup.server(), database);
        var withFew = Stream.of(WARM_UP, FEW).flatMap(List::stream).toList();
        rows.addUsers(Stream.of(withFew, MANY).flatMap(List::stream).toList());
        var first = withFew.size() * FEW_FILES;
        rows.addFiles(0, first, number -> withFew.get(number % withFew.size()));
        rows.addFiles(first, first + MANY.size() * MANY_FILES, number -> MANY.get(number % MANY.size()));
        for (var user : MANY) {
            RowsOfAllKinds.add(setup.server(), database, user);
        }
        setup.server().execute(database, "vacuum analyze");
    }

    private static String request(String user) {
        return EventBuilder.of("DeleteMe", user).body(Map.of("confirm", user)).json();
    }

    private static List<String> users(String name) {
        return IntStream.range(0, 2 * TRIES).mapToObj(i -> name + i).toList();
    }
}
