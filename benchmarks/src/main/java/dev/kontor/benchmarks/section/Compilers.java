package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.function.KontorFunctions;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.Samples;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import dev.kontor.benchmarks.request.MeasuredOperation;
import java.util.ArrayList;
import java.util.List;

/// Functions from a snapshot with both compilers of the JVM, and with the first alone.
public final class Compilers implements Section {

    private static final int FIRST = 50;
    private static final int WARM_UP = 5_000;
    private static final int WARM = 1_000;
    private static final int STARTS = 5;
    private static final List<MeasuredOperation> OPERATIONS =
            List.of(MeasuredOperation.READ, MeasuredOperation.LIST, MeasuredOperation.CREATE);

    private final MarkdownTable table = new MarkdownTable(
            "operation",
            "compilers",
            "first " + FIRST + ", median",
            "slowest of them",
            "after %,d, median".formatted(WARM_UP),
            "p99",
            "processor time");

    @Override
    public String key() {
        return "compilers";
    }

    @Override
    public String title() {
        return "Compilers";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        for (var operation : OPERATIONS) {
            measure(setup, setup.java(), operation, "both");
            measure(setup, setup.java().withoutSnapStart(), operation, "the first");
        }
        return new SectionReport()
                .paragraph("""
                    The first %d requests after the restore of a snapshot, of %d starts, and %,d requests after %,d, one at a \
                    time. Processor time is of those last requests, with what still compiles beside them.\
                    """.formatted(FIRST, STARTS, WARM, WARM_UP))
                .table(table);
    }

    private void measure(Setup setup, KontorFunctions functions, MeasuredOperation operation, String compilers)
            throws Exception {
        var user = BenchmarkUsers.of(operation);
        var firstNanos = new ArrayList<Long>();
        for (var start = 1; start <= STARTS; start++) {
            try (var function = functions.startForSnapshot(operation.function())) {
                function.restore();
                for (var i = 0; i < FIRST; i++) {
                    firstNanos.add(Turns.nanosOf(function, operation.request(user)));
                }
                if (start == STARTS) {
                    var warm = new Turns(setup.server(), function, () -> operation.request(user));
                    warm.warmUp(WARM_UP);
                    warm.take(WARM);
                    add(operation, compilers, Samples.ofNanos(firstNanos), warm);
                }
            }
        }
    }

    private void add(MeasuredOperation operation, String compilers, Samples first, Turns warm) {
        table.row(
                operation.title(),
                compilers,
                Numbers.millis(first.median()),
                Numbers.millis(first.max()),
                Numbers.millis(warm.latency().median()),
                Numbers.millis(warm.latency().percentile(99)),
                Numbers.plain(warm.functionMillis()) + " ms");
        RunProgress.say("compilers: %s, %s: first %s, warm %s"
                .formatted(
                        operation.title(),
                        compilers,
                        Numbers.millis(first.median()),
                        Numbers.millis(warm.latency().median())));
    }
}
