package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.BarChart;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import dev.kontor.benchmarks.request.MeasuredOperation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// One request after the other, both programs warm.
public final class WarmRequests implements Section {

    /// The second compiler takes up what a request runs once from the 5,000th call on.
    private static final WarmUp WARM_UP = new WarmUp(10_000);
    private static final int TURNS = 10;
    private static final Set<MeasuredOperation> IN_README = EnumSet.of(
            MeasuredOperation.READ, MeasuredOperation.LIST, MeasuredOperation.CREATE, MeasuredOperation.SPEND);
    private static final int REQUESTS_PER_TURN = 100;

    private final MarkdownTable latency =
            new MarkdownTable("operation", "java median", "p99", "node median", "p99", "java/node, median");
    private final MarkdownTable cost = new MarkdownTable(
            "operation", "java", "node", "database for java", "for node", "peak memory, java", "node");
    private final BarChart chart = new BarChart("Warm median, java/node: less than 1 is ahead");
    private final SectionReport report = new SectionReport();
    private final ArrayList<String> headline = new ArrayList<>();

    @Override
    public String key() {
        return "warm";
    }

    @Override
    public String title() {
        return "Warm requests";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        for (var operation : MeasuredOperation.values()) {
            measure(setup, operation);
        }
        return report.paragraph("""
            One request at a time, %,d of each after %s, in %d turns. A median is of the whole way \
            through the Runtime API and back.\
            """.formatted(TURNS * REQUESTS_PER_TURN, WARM_UP, TURNS))
                .picture("benchmarks-warm", "Warm median, java/node", chart.svg())
                .table(latency)
                .paragraph("Milliseconds of processor time per request, by the function and by the database:")
                .table(cost)
                .headline("Warm, java/node: %s ([all](docs/benchmarks.md)).".formatted(String.join(", ", headline)));
    }

    private void measure(Setup setup, MeasuredOperation operation) throws Exception {
        var user = BenchmarkUsers.of(operation);
        try (var java = setup.java().start(operation.function());
                var node = setup.node().start(operation.function())) {
            SameAnswers.check(operation, user, java, node);
            var ofJava = new Turns(setup.server(), java, () -> operation.request(user));
            var ofNode = new Turns(setup.server(), node, () -> operation.request(user));
            WARM_UP.run(ofJava::warmUp, ofNode::warmUp);
            for (var turn = 0; turn < TURNS; turn++) {
                ofJava.take(REQUESTS_PER_TURN);
                ofNode.take(REQUESTS_PER_TURN);
            }
            add(operation, ofJava, ofNode);
        }
    }

    private void add(MeasuredOperation operation, Turns java, Turns node) {
        var ratio = java.latency().median() / node.latency().median();
        var word = operation.name().toLowerCase(Locale.ROOT);
        latency.row(
                operation.title(),
                millis(java, turns -> turns.latency().median()),
                millis(java, turns -> turns.latency().percentile(99)),
                millis(node, turns -> turns.latency().median()),
                millis(node, turns -> turns.latency().percentile(99)),
                "**" + Numbers.plain(ratio) + "**");
        cost.row(
                operation.title(),
                Numbers.plain(java.functionMillis()),
                Numbers.plain(node.functionMillis()),
                Numbers.plain(java.databaseMillis()),
                Numbers.plain(node.databaseMillis()),
                Numbers.plain(java.peakMebibytes()) + " MiB",
                Numbers.plain(node.peakMebibytes()) + " MiB");
        chart.add(operation.title(), ratio);
        report.goal(Goal.atMost(operation.title() + ", warm median, java/node", ratio, operation.goal()));
        if (IN_README.contains(operation)) {
            headline.add(word + " " + Numbers.plain(ratio));
        }
        RunProgress.say("warm: %s: java %s, node %s, java/node %s"
                .formatted(
                        operation.title(),
                        millis(java, turns -> turns.latency().median()),
                        millis(node, turns -> turns.latency().median()),
                        Numbers.plain(ratio)));
    }

    private static String millis(Turns turns, ToDoubleFunction<Turns> value) {
        return Numbers.millis(value.applyAsDouble(turns));
    }
}
