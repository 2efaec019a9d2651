package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.function.Contender;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.Samples;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import dev.kontor.benchmarks.request.MeasuredOperation;
import java.util.ArrayList;
import java.util.List;

/// The first response of a new process, from its start or from the restore of a snapshot.
public final class ColdStarts implements Section {

    private static final int STARTS = 7;
    private static final double RESTORED_MAX = 0.5;
    private static final double UNPRIMED_MAX = 5;
    private static final List<MeasuredOperation> OPERATIONS = List.of(
            MeasuredOperation.READ,
            MeasuredOperation.LIST,
            MeasuredOperation.CREATE,
            MeasuredOperation.SPEND,
            MeasuredOperation.SEARCH);

    private final MarkdownTable table = new MarkdownTable(
            "operation", "java from a snapshot", "java unprimed", "node", "snapshot/node", "unprimed/node");
    private final SectionReport report = new SectionReport();

    @Override
    public String key() {
        return "cold";
    }

    @Override
    public String title() {
        return "Cold starts";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        for (var operation : OPERATIONS) {
            measure(setup, operation);
        }
        return report.paragraph("""
            The median of %d. From a snapshot: a primed process stands still before its snapshot, and the time \
            runs from its restore to its first response, connection included. AWS's own part of a restore, \
            reading the memory of the snapshot, can't be had outside of AWS, and is \
            not in it. Unprimed, and Node: from the start of the process to its first response. AWS's own part of \
            a cold start, fetching the archive and making the sandbox, is in neither.\
            """.formatted(STARTS)).table(table);
    }

    private void measure(Setup setup, MeasuredOperation operation) throws Exception {
        var restored = new ArrayList<Long>();
        var unprimed = new ArrayList<Long>();
        var node = new ArrayList<Long>();
        for (var i = 0; i < STARTS; i++) {
            restored.add(restored(setup, operation));
            node.add(started(setup.node(), operation));
            unprimed.add(started(setup.java().withoutSnapStart(), operation));
        }
        add(operation, Samples.ofNanos(restored), Samples.ofNanos(unprimed), Samples.ofNanos(node));
    }

    private static long restored(Setup setup, MeasuredOperation operation) throws Exception {
        var request = operation.request(BenchmarkUsers.of(operation));
        try (var function = setup.java().startForSnapshot(operation.function())) {
            var start = System.nanoTime();
            function.restore();
            function.request(request);
            return System.nanoTime() - start;
        }
    }

    private static long started(Contender contender, MeasuredOperation operation) throws Exception {
        var request = operation.request(BenchmarkUsers.of(operation));
        var start = System.nanoTime();
        try (var function = contender.start(operation.function())) {
            function.request(request);
            return System.nanoTime() - start;
        }
    }

    private void add(MeasuredOperation operation, Samples restored, Samples unprimed, Samples node) {
        var ofRestored = restored.median() / node.median();
        var ofUnprimed = unprimed.median() / node.median();
        table.row(
                operation.title(),
                Numbers.millis(restored.median()),
                Numbers.millis(unprimed.median()),
                Numbers.millis(node.median()),
                "**" + Numbers.plain(ofRestored) + "**",
                Numbers.plain(ofUnprimed));
        report.goal(Goal.atMost(operation.title() + ", from a snapshot, java/node", ofRestored, RESTORED_MAX))
                .goal(Goal.atMost(operation.title() + ", unprimed, java/node", ofUnprimed, UNPRIMED_MAX));
        RunProgress.say("cold: %s: snapshot/node %s, unprimed/node %s"
                .formatted(operation.title(), Numbers.plain(ofRestored), Numbers.plain(ofUnprimed)));
    }
}
