package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.function.RunningFunction;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import dev.kontor.functions.packaged.PlainJson;
import java.util.List;
import java.util.Map;

/// What the files of others, and a million of one's own, do to a request.
public final class Growth implements Section {

    private static final int WARM_UP = 2_000;
    private static final int TURNS = 10;
    private static final int REQUESTS_PER_TURN = 30;
    private static final int TRIES = 7;

    /// From a cold disk, a request may take longer than a statement may.
    private static final int COLD_TRIES = 10;

    private static final double GOAL = 1.2;
    private static final int DEEP_PAGE = 25_000;
    private static final long QUOTA_BYTES = 1L << 50;

    @Override
    public String key() {
        return "growth";
    }

    @Override
    public String title() {
        return "Growth";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        var few = GrownStore.few(setup.server(), setup.newDatabase("few"));
        var grown = setup.grownStore();
        var report = new SectionReport();
        othersFiles(setup, report, few, grown);
        ownFiles(setup, report, grown);
        return report;
    }

    private static void othersFiles(Setup setup, SectionReport report, GrownStore few, GrownStore grown)
            throws Exception {
        var user = BenchmarkUsers.ALL.getLast();
        for (var store : List.of(few, grown)) {
            setup.server()
                    .execute(
                            store.database(),
                            "insert into quotas (user_id, bytes) values ('%s', %d)".formatted(user, QUOTA_BYTES));
        }
        var requests = List.of(
                GrowthRequest.read(user),
                GrowthRequest.list(user),
                GrowthRequest.children(user),
                GrowthRequest.search(user, "report"),
                GrowthRequest.trash(user),
                GrowthRequest.me(user),
                GrowthRequest.create(user),
                GrowthRequest.move(user));
        var table = new MarkdownTable(
                "a user with 200 files",
                "%,d files in the table".formatted(few.files()),
                "%,d".formatted(grown.files()),
                "ratio");
        for (var request : requests) {
            try (var small = setup.javaOn(few.database()).start(request.function());
                    var large = setup.javaOn(grown.database()).start(request.function())) {
                var ofSmall = new Turns(setup.server(), small, request.events());
                var ofLarge = new Turns(setup.server(), large, request.events());
                ofSmall.warmUp(WARM_UP);
                ofLarge.warmUp(WARM_UP);
                for (var turn = 0; turn < TURNS; turn++) {
                    ofSmall.take(REQUESTS_PER_TURN);
                    ofLarge.take(REQUESTS_PER_TURN);
                }
                var before = ofSmall.latency().median();
                var after = ofLarge.latency().median();
                table.row(
                        request.title(),
                        Numbers.millis(before),
                        Numbers.millis(after),
                        "**" + Numbers.plain(after / before) + "**");
                report.goal(Goal.atMost(request.title() + ", growth with the files of others", after / before, GOAL));
                RunProgress.say("growth: %s: %s".formatted(request.title(), Numbers.plain(after / before)));
            }
        }
        report.paragraph("Medians of %d requests, by turns between two databases.".formatted(TURNS * REQUESTS_PER_TURN))
                .table(table);
    }

    private static void ownFiles(Setup setup, SectionReport report, GrownStore grown) throws Exception {
        var user = GrownStore.BIG_USER;
        var table = new MarkdownTable("a user with a million files", "median of " + TRIES);
        var farPage =
                GrowthRequest.page("page %,d by number".formatted(DEEP_PAGE), user, Map.of("page", "" + DEEP_PAGE));
        try (var java = setup.javaOn(grown.database()).start(farPage.function())) {
            add(table, GrowthRequest.list(user), setup, java);
            add(table, farPage, setup, java);
            var cursor = cursorOf(java.invoke(farPage.events().get()));
            add(table, GrowthRequest.page("the page after it by cursor", user, Map.of("cursor", cursor)), setup, java);
        }
        var me = GrowthRequest.me(user);
        try (var java = setup.javaOn(grown.database()).start(me.function())) {
            add(table, me, setup, java);
        }
        var delete = GrowthRequest.deleteFolder(user, 0);
        try (var java = setup.javaOn(grown.database()).start(delete.function())) {
            var start = System.nanoTime();
            var response = PlainJson.read(java.invoke(delete.events().get()));
            var millis = (System.nanoTime() - start) / 1e6;
            var sql = "select count(*) from files where user_id = '%s' and parent_folder_id = '%s'"
                    .formatted(user, RowLoader.folderId(user, 0));
            var files = setup.server().query(grown.database(), sql);
            table.row(
                    "delete a folder with %s files, once, cold: status %s".formatted(files, response.get("statusCode")),
                    Numbers.millis(millis));
        }
        report.table(table);
    }

    private static void add(MarkdownTable table, GrowthRequest request, Setup setup, RunningFunction java) {
        var turns = new Turns(setup.server(), java, request.events());
        for (var i = 0; i < COLD_TRIES && java.invoke(request.events().get()).contains("\"statusCode\":503"); i++) {
            RunProgress.say("growth: %s: again, from a disk that is still cold".formatted(request.title()));
        }
        turns.warmUp(1);
        turns.take(TRIES);
        table.row(request.title(), Numbers.millis(turns.latency().median()));
        RunProgress.say("growth: a million files: %s: %s"
                .formatted(request.title(), Numbers.millis(turns.latency().median())));
    }

    private static String cursorOf(String response) {
        var body = PlainJson.read(String.valueOf(PlainJson.read(response).get("body")));
        return String.valueOf(body.get("nextCursor"));
    }
}
