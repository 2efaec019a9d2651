package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.MeasuredOperation;
import java.time.Duration;
import java.util.List;

/// Many clients spend from one user's balance, and wait for each other's lock.
public final class HotAccount implements Section {

    private static final String USER = "hot";
    private static final int CLIENTS = 8;
    private static final int TURNS = 4;
    private static final WarmUp WARM_UP = new WarmUp(30_000);
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final double GOAL = 0.8;

    @Override
    public String key() {
        return "hot";
    }

    @Override
    public String title() {
        return "A hot account";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        if (!Pgbench.isThere()) {
            return new SectionReport().paragraph("Not measured: this machine has no `pgbench`.");
        }
        var server = setup.server();
        var database = setup.newDatabase("hot");
        new RowLoader(server, database).addUsers(List.of(USER));
        var operation = MeasuredOperation.SPEND;
        var bare = 0.0;
        var withKey = 0.0;
        try (var java = setup.javaOn(database).startConcurrent(operation.function(), CLIENTS);
                var node = setup.nodeOn(database).startConcurrent(operation.function(), CLIENTS)) {
            var load = new Load(server, java, operation, List.of(USER), CLIENTS);
            var ofNode = new Load(server, node, operation, List.of(USER), CLIENTS);
            WARM_UP.run(load::warmUp, ofNode::warmUp);
            for (var turn = 0; turn < TURNS; turn++) {
                load.run(TURN);
                ofNode.run(TURN);
                bare += Pgbench.perSecond(server, database, SpendScripts.BARE, CLIENTS, TURN) / TURNS;
                withKey += Pgbench.perSecond(server, database, SpendScripts.WITH_KEY, CLIENTS, TURN) / TURNS;
            }
            return report(load, ofNode, bare, withKey);
        }
    }

    private static SectionReport report(Load load, Load node, double bare, double withKey) {
        var ratio = load.perSecond() / bare;
        RunProgress.say("hot: java %s/s, pgbench %s/s, with a key %s/s"
                .formatted(Numbers.plain(load.perSecond()), Numbers.plain(bare), Numbers.plain(withKey)));
        var table = new MarkdownTable("", "spends/s", "of bare pgbench")
                .row("java, one process", Numbers.plain(load.perSecond()), "**" + Numbers.plain(ratio) + "**")
                .row(
                        "node, a worker for each core",
                        Numbers.plain(node.perSecond()),
                        Numbers.plain(node.perSecond() / bare))
                .row("pgbench, guarded update and ledger row in one statement", Numbers.plain(bare), "1.00")
                .row(
                        "pgbench, the same with an `Idempotency-Key`",
                        Numbers.plain(withKey),
                        Numbers.plain(withKey / bare));
        return new SectionReport()
                .paragraph("""
                    %d clients spend from one balance, %d s in %d turns, after %s for each \
                    program. A spend must send five statements where bare pgbench sends one: it claims its key, and \
                    keeps its answer, in the transaction that holds the balance's lock. The last row is the limit that this sets \
                    to any program. A request takes %s ms of the function's processor time and %s ms of the \
                    database's, on cores that both share.\
                    """.formatted(
                                CLIENTS,
                                TURN.toSeconds() * TURNS,
                                TURNS,
                                WARM_UP,
                                Numbers.plain(load.functionMillis()),
                                Numbers.plain(load.databaseMillis())))
                .table(table)
                .goal(Goal.atLeast("spends from one balance, java/pgbench", ratio, GOAL));
    }
}
