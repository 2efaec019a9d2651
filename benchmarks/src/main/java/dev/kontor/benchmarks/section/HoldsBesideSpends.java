package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.function.RunningFunction;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.CreditRequests;
import dev.kontor.benchmarks.request.EventBuilder;
import dev.kontor.benchmarks.request.MeasuredOperation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// What a hold and its settlement cost beside a spend, what open holds cost those who spend from the same
/// balance, what purchases cost, and what reading a long ledger takes.
public final class HoldsBesideSpends implements Section {

    private static final String SPEND = "a spend";
    private static final String HOLD = "a hold";
    private static final String SETTLEMENT = "a settlement";
    private static final String CALM = "calm";
    private static final String HOT = "hot";
    private static final String HOT_WITH_HOLDS = "hot with holds";
    private static final String RICH = "rich";
    private static final int TRANSACTIONS = 1_000_000;
    private static final int READS = 7;
    private static final int OPEN_HOLDS = 1_000;
    private static final int WARM_UP = 3_000;
    private static final int TURNS = 10;
    private static final int REQUESTS_PER_TURN = 100;
    private static final int CLIENTS = 8;
    private static final Duration WARM_TIME = Duration.ofSeconds(8);
    private static final Duration HOT_TURN = Duration.ofSeconds(2);
    private static final int HOT_TURNS = 4;
    private static final double COST_MAX = 1.3;
    private static final double HOT_MIN = 0.7;

    private final SectionReport report = new SectionReport();

    @Override
    public String key() {
        return "holds";
    }

    @Override
    public String title() {
        return "Holds";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        var database = setup.newDatabase("holds");
        new RowLoader(setup.server(), database).addUsers(List.of(CALM, HOT, HOT_WITH_HOLDS, RICH));
        try (var spend = setup.javaOn(database).start(MeasuredOperation.SPEND.function());
                var hold = setup.javaOn(database).start("HoldCredits");
                var settle = setup.javaOn(database).start("SettleHold");
                var purchase = setup.javaOn(database).start("CreatePurchase");
                var told = setup.javaOn(database).start("ReceiveStripeEvent")) {
            setup.server().execute(database, CreditRequests.PACKAGE);
            var all = new LinkedHashMap<String, Turns>();
            all.put(SPEND, new Turns(setup.server(), spend, () -> MeasuredOperation.SPEND.request(CALM)));
            all.put(HOLD, new Turns(setup.server(), hold, () -> CreditRequests.hold(CALM)));
            all.put(
                    SETTLEMENT,
                    new Turns(setup.server(), settle, () -> CreditRequests.settlement(CALM, newHold(hold))));
            all.put("a purchase begun", new Turns(setup.server(), purchase, () -> CreditRequests.purchase(CALM)));
            all.put(
                    "its payment, told by Stripe",
                    new Turns(setup.server(), told, () -> CreditRequests.payment(newPurchase(purchase))));
            costs(setup, database, all);
            for (var i = 0; i < OPEN_HOLDS; i++) {
                hold.request(CreditRequests.hold(HOT_WITH_HOLDS));
            }
        }
        try (var spend = setup.javaOn(database).startConcurrent(MeasuredOperation.SPEND.function(), CLIENTS)) {
            hotAccounts(setup, spend);
        }
        longLedger(setup, database);
        return report;
    }

    /// Each settlement is of a hold of its own, and each payment of a purchase, which are made before the
    /// time counts.
    private void costs(Setup setup, String database, Map<String, Turns> all) throws SQLException {
        all.values().forEach(turns -> turns.warmUp(WARM_UP));
        // Autovacuum, which is off here, comes within a minute. Until then, plans are those for empty tables.
        setup.server().execute(database, "vacuum analyze");
        all.values().forEach(turns -> turns.warmUp(REQUESTS_PER_TURN));
        for (var turn = 0; turn < TURNS; turn++) {
            all.values().forEach(turns -> turns.take(REQUESTS_PER_TURN));
        }
        var spends = Objects.requireNonNull(all.get(SPEND)).latency().median();
        var table = new MarkdownTable("", "median", "of a spend", "function, ms of processor", "database");
        all.forEach((title, turns) -> {
            var median = turns.latency().median();
            var ratio = Numbers.plain(median / spends);
            table.row(
                    title,
                    Numbers.plain(median) + " ms",
                    "**" + ratio + "**",
                    Numbers.plain(turns.functionMillis()),
                    Numbers.plain(turns.databaseMillis()));
            RunProgress.say("holds: %s: %s of a spend".formatted(title, ratio));
        });
        report.paragraph(("One request at a time, %,d of each after %,d to warm up, in %d turns. The database's"
                                + " processor time of a settlement is with its hold, that of a payment with its"
                                + " purchase.")
                        .formatted(TURNS * REQUESTS_PER_TURN, WARM_UP, TURNS))
                .table(table);
        for (var title : List.of(HOLD, SETTLEMENT)) {
            var ratio = Objects.requireNonNull(all.get(title)).latency().median() / spends;
            report.goal(Goal.atMost(title + ", of a spend", ratio, COST_MAX));
        }
    }

    private static UUID newHold(RunningFunction hold) {
        return CreditRequests.id(hold.invoke(CreditRequests.hold(CALM)));
    }

    private static UUID newPurchase(RunningFunction purchase) {
        return CreditRequests.id(purchase.invoke(CreditRequests.purchase(CALM)));
    }

    private void hotAccounts(Setup setup, RunningFunction spend) {
        var without = new Load(setup.server(), spend, MeasuredOperation.SPEND, List.of(HOT), CLIENTS);
        var with = new Load(setup.server(), spend, MeasuredOperation.SPEND, List.of(HOT_WITH_HOLDS), CLIENTS);
        new Load(setup.server(), spend, MeasuredOperation.SPEND, List.of(HOT), CLIENTS).run(WARM_TIME);
        for (var turn = 0; turn < HOT_TURNS; turn++) {
            without.run(HOT_TURN);
            with.run(HOT_TURN);
        }
        var ratio = with.perSecond() / without.perSecond();
        RunProgress.say("holds: a hot account with holds gets %s".formatted(Numbers.plain(ratio)));
        report.paragraph("%d clients spend from one balance:".formatted(CLIENTS))
                .table(new MarkdownTable("", "spends/s")
                        .row("without holds", Numbers.plain(without.perSecond()))
                        .row("with %,d open holds".formatted(OPEN_HOLDS), Numbers.plain(with.perSecond())))
                .goal(Goal.atLeast("spends from one balance with open holds, of those without", ratio, HOT_MIN));
    }

    private void longLedger(Setup setup, String database) throws Exception {
        fillLedger(setup, database);
        var days = Map.of("from", "2025-01-01", "to", "2025-12-31");
        var table = new MarkdownTable("a user with a million transactions in a year", "median of 7");
        for (var groupBy : List.of("day", "appId")) {
            var query = new HashMap<>(days);
            query.put("groupBy", groupBy);
            var request =
                    EventBuilder.of("GetCreditsSummary", RICH).query(query).json();
            read(setup, database, table, "summary of the year by " + groupBy, "GetCreditsSummary", request);
        }
        var month = Map.of("from", "2025-06-01", "to", "2025-06-30");
        var request = EventBuilder.of("GetCreditsSummary", RICH).query(month).json();
        read(setup, database, table, "summary of a month by day", "GetCreditsSummary", request);
        read(
                setup,
                database,
                table,
                "balance",
                "GetBalance",
                EventBuilder.of("GetBalance", RICH).json());
        report.table(table);
    }

    private static void read(
            Setup setup, String database, MarkdownTable table, String title, String function, String request)
            throws Exception {
        try (var running = setup.javaOn(database).start(function)) {
            var turns = new Turns(setup.server(), running, () -> request);
            turns.warmUp(3);
            turns.take(READS);
            var median = turns.latency().median();
            table.row(title, Numbers.plain(median) + " ms");
            RunProgress.say("holds: %s: %s ms".formatted(title, Numbers.plain(median)));
        }
    }

    private static void fillLedger(Setup setup, String database) throws SQLException {
        try (var connection = setup.server().connect(database);
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("""
                insert into transactions (user_id, type, amount, balance_after, app_id, description, created_at)
                select '%s', 'usage', -1, 0, 'app ' || i %% 20, 'Thumbnails',
                  timestamptz '2025-01-01' + i * interval '31 seconds'
                from generate_series(1, %d) as i
                """.formatted(RICH, TRANSACTIONS));
            statement.execute("vacuum analyze transactions");
        }
    }
}
