package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.function.RunningFunction;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.CurveChart;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import dev.kontor.benchmarks.request.MeasuredOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One process that serves many requests at a time, as on Lambda Managed Instances, against Node doing
/// its best on the same cores.
public final class ConcurrentRequests implements Section {

    private static final List<Integer> STEPS = List.of(1, 2, 4, 8, 16, 32, 64);
    private static final int GOAL_STEP = 32;
    private static final double GOAL = 1.5;
    private static final WarmUp WARM_UP = new WarmUp(30_000);
    private static final Duration TURN = Duration.ofMillis(800);
    private static final int TURNS = 5;

    private final SectionReport report = new SectionReport();

    @Override
    public String key() {
        return "concurrent";
    }

    @Override
    public String title() {
        return "Many requests at a time";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        report.paragraph("""
            One process serves 1 to %d requests at a time (`AWS_LAMBDA_MAX_CONCURRENCY`). Kontor has one pool of ten \
            connections; Node has a worker for each core, with a pool of ten each. Requests are spread over 50 \
            users, after %s for each program. Processor time is of the function alone; the database and the \
            emulated Runtime API use the same cores.\
            """.formatted(STEPS.getLast(), WARM_UP));
        measure(setup, MeasuredOperation.READ, STEPS);
        measure(setup, MeasuredOperation.CREATE, STEPS);
        measure(setup, MeasuredOperation.LIST, List.of(GOAL_STEP));
        measure(setup, MeasuredOperation.SPEND, List.of(GOAL_STEP));
        return report;
    }

    private void measure(Setup setup, MeasuredOperation operation, List<Integer> steps) throws Exception {
        var table = new MarkdownTable(
                "at a time", "java requests/s", "node requests/s", "java/node", "java ms of processor", "node");
        var ofJava = new ArrayList<Double>();
        var ofNode = new ArrayList<Double>();
        try (var java = setup.java().startConcurrent(operation.function(), STEPS.getLast());
                var node = setup.node().startConcurrent(operation.function(), STEPS.getLast())) {
            WARM_UP.run(
                    load(setup, java, operation, GOAL_STEP)::warmUp, load(setup, node, operation, GOAL_STEP)::warmUp);
            for (var step : steps) {
                var loads = List.of(load(setup, java, operation, step), load(setup, node, operation, step));
                for (var turn = 0; turn < TURNS; turn++) {
                    loads.forEach(load -> load.run(TURN));
                }
                add(table, step, loads.getFirst(), loads.getLast());
                ofJava.add(loads.getFirst().perSecond());
                ofNode.add(loads.getLast().perSecond());
            }
        }
        report.paragraph("### " + capitalized(operation.title()));
        if (steps.size() > 1) {
            draw(operation, ofJava, ofNode);
        }
        var goal = steps.indexOf(GOAL_STEP);
        var ratio = ofJava.get(goal) / ofNode.get(goal);
        RunProgress.say("concurrent: %s, %d at a time: java/node %s"
                .formatted(operation.title(), GOAL_STEP, Numbers.plain(ratio)));
        var name = operation.title() + ", requests a second, %d at a time, java/node".formatted(GOAL_STEP);
        report.table(table).goal(Goal.atLeast(name, ratio, GOAL));
    }

    private void draw(MeasuredOperation operation, List<Double> ofJava, List<Double> ofNode) {
        var chart = new CurveChart("Requests a second by requests at a time: " + operation.title(), STEPS);
        chart.add("java", ofJava);
        chart.add("node", ofNode);
        var name = "benchmarks-concurrent-" + operation.name().toLowerCase(Locale.ROOT);
        report.picture(name, operation.title() + ", 1 to 64 at a time", chart.svg());
    }

    private static Load load(Setup setup, RunningFunction function, MeasuredOperation operation, int clients) {
        return new Load(setup.server(), function, operation, BenchmarkUsers.ALL, clients);
    }

    private static void add(MarkdownTable table, int step, Load java, Load node) {
        table.row(
                String.valueOf(step),
                Numbers.plain(java.perSecond()),
                Numbers.plain(node.perSecond()),
                "**" + Numbers.plain(java.perSecond() / node.perSecond()) + "**",
                Numbers.plain(java.functionMillis()),
                Numbers.plain(node.functionMillis()));
    }

    private static String capitalized(String title) {
        return Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }
}
