package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.Samples;
import dev.kontor.benchmarks.report.SectionReport;
import java.util.ArrayList;
import java.util.List;

/// What an export takes beside a plain copy of the same content, and how much memory.
public final class ExportBesideCopy implements Section {

    private static final int WARM_UPS = 5;
    private static final int RUNS = 3;
    private static final double PEAK_MAX = 1.2;

    /// Much less than the largest content.
    private static final int HEAP_MEBIBYTES = 128;

    private static final String COPY = "exports/copy";

    private static final Exported FEW = new Exported("200 files of 4 kB", "few", 200, 4_000);
    private static final Exported MANY = new Exported("5,000 files of 4 kB", "many", 5_000, 4_000);
    private static final Exported MEDIUM = new Exported("a file of 50 MB", "medium", 1, 50_000_000);
    private static final Exported LARGE = new Exported("a file of 500 MB", "large", 1, 500_000_000);

    private final MarkdownTable table = new MarkdownTable(
            "a user with",
            "export, median",
            "copy, median",
            "export/copy",
            "files a second",
            "MB a second",
            "peak memory");

    /// @param size bytes of each file
    private record Exported(String title, String user, int files, long size) {}

    @Override
    public String key() {
        return "export";
    }

    @Override
    public String title() {
        return "Exports";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        try (var users = ExportedUsers.none(setup)) {
            RunProgress.say("export: uploading");
            for (var each : List.of(FEW, MANY, MEDIUM, LARGE)) {
                users.add(each.user(), each.files(), each.size());
            }
            measure(users, FEW);
            measure(users, MANY);
            var medium = measure(users, MEDIUM);
            var large = measure(users, LARGE);
            return report((double) large / medium);
        }
    }

    /// Measures the exports of a user in a process of their own.
    ///
    /// @return the peak of its memory, in bytes
    private long measure(ExportedUsers users, Exported exported) throws Exception {
        try (var writer = users.startWriter(HEAP_MEBIBYTES)) {
            for (var i = 0; i < WARM_UPS; i++) {
                users.export(FEW.user(), writer);
                users.forgetExport(FEW.user());
                users.copy(FEW.user(), COPY);
            }
            var ofExport = new ArrayList<Long>();
            var ofCopy = new ArrayList<Long>();
            var bytes = 0L;
            for (var i = 0; i < RUNS; i++) {
                var start = System.nanoTime();
                users.export(exported.user(), writer);
                ofExport.add(System.nanoTime() - start);
                bytes = users.forgetExport(exported.user());
                var copyStart = System.nanoTime();
                users.copy(exported.user(), COPY);
                ofCopy.add(System.nanoTime() - copyStart);
                users.deleteCopy(COPY);
            }
            var peak = writer.peakBytes();
            add(
                    exported,
                    Samples.ofNanos(ofExport).median(),
                    Samples.ofNanos(ofCopy).median(),
                    bytes,
                    peak);
            return peak;
        }
    }

    private void add(Exported exported, double export, double copy, long bytes, long peak) {
        var ratio = Numbers.plain(export / copy);
        table.row(
                exported.title(),
                Numbers.millis(export),
                Numbers.millis(copy),
                "**" + ratio + "**",
                exported.files() == 1 ? "" : Numbers.plain(exported.files() / export * 1_000),
                Numbers.plain(bytes / export / 1_000),
                Numbers.plain(peak / (double) (1 << 20)) + " MiB");
        RunProgress.say("export: %s: %s of a copy, peak %,d MiB".formatted(exported.title(), ratio, peak >> 20));
    }

    private SectionReport report(double peakRatio) {
        return new SectionReport()
                .paragraph("""
                    From `POST /v1/me/exports` until the archive is ready, in the S3 that `./kontor run` embeds, its \
                    objects in memory. The median of %d, by turns with a plain copy: the same requests to S3 by the \
                    same client in one warm JVM, without rows, archive and disk. `WriteExport` runs with the first \
                    compiler alone, as on Lambda, and with %d MiB of heap, in a process for each row that has written \
                    %d small exports before.\
                    """.formatted(RUNS, HEAP_MEBIBYTES, WARM_UPS))
                .table(table)
                .goal(Goal.atMost("export, peak memory, 500 MB/50 MB", peakRatio, PEAK_MAX));
    }
}
