package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import dev.kontor.benchmarks.request.EventBuilder;
import dev.kontor.shared.Limits;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Requests on as many files as one request may have, of a user who has no others.
public final class ManyAtOnce implements Section {

    private static final String USER = BenchmarkUsers.ALL.getFirst();
    private static final int FILES = Limits.ITEMS_PER_REQUEST;
    private static final int TRIES = 7;
    private static final double GOAL_MILLIS = 1_000;

    @Override
    public String key() {
        return "items";
    }

    @Override
    public String title() {
        return "Many at once";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        var database = setup.newDatabase("items");
        var rows = new RowLoader(setup.server(), database);
        rows.addUsers(List.of(USER));
        rows.addFiles(0, 2 * FILES, _ -> USER);
        var table = new MarkdownTable("1,000 files", "median", "slowest of " + TRIES, "database's processor time");
        var report = new SectionReport();
        for (var pair : List.of(
                List.of("FavoriteItems", "UnfavoriteItems"),
                List.of("MoveItems", "MoveItems"),
                List.of("TrashItems", "RestoreItems"))) {
            try (var first = setup.javaOn(database).start(pair.getFirst());
                    var second = setup.javaOn(database).start(pair.getLast())) {
                var there = new Turns(setup.server(), first, () -> event(pair.getFirst()));
                var back = new Turns(setup.server(), second, () -> event(pair.getLast()));
                there.warmUp(1);
                back.warmUp(1);
                for (var i = 0; i < TRIES; i++) {
                    there.take(1);
                    back.take(1);
                }
                add(table, report, pair.getFirst(), there);
                add(table, report, pair.getLast(), back);
            }
        }
        return report.paragraph("""
            Each request is on %,d files of a user with twice as many, all or nothing. Nearly all of the time goes into \
            the entries of the indexes of `files`.\
            """.formatted(FILES)).table(table);
    }

    private static void add(MarkdownTable table, SectionReport report, String operation, Turns turns) {
        var median = turns.latency().median();
        table.row(
                operation,
                Numbers.millis(median),
                Numbers.millis(turns.latency().max()),
                Numbers.millis(turns.databaseMillis()));
        report.goal(Goal.atMost(operation + " of 1,000 files, ms", median, GOAL_MILLIS));
        RunProgress.say("items: %s: %s".formatted(operation, Numbers.millis(median)));
    }

    private static String event(String operation) {
        var items = IntStream.range(0, 2 * FILES)
                .filter(number -> RowLoader.isLive(USER, number))
                .limit(FILES)
                .mapToObj(number -> Map.of(
                        "type", "file", "id", RowLoader.fileId(USER, number).toString()))
                .toList();
        return EventBuilder.of(operation, USER).body(Map.of("items", items)).json();
    }
}
