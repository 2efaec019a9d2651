package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.functions.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// What the archives are made of.
public final class ArchiveSizes implements Section {

    private static final double MEBIBYTE = 1 << 20;
    private static final double SHOWN_MIN = 0.1 * MEBIBYTE;

    @Override
    public String key() {
        return "archives";
    }

    @Override
    public String title() {
        return "Archives";
    }

    @Override
    public SectionReport measure(Setup setup) throws IOException {
        var report = new SectionReport();
        for (var function : List.of("GetFile", "Migrate")) {
            add(report, Project.TEMPLATE.function(function).code());
        }
        return report;
    }

    private static void add(SectionReport report, Path archive) throws IOException {
        var table = new MarkdownTable("`" + archive.getFileName() + "`", "MiB in the archive");
        var rest = 0.0;
        try (var zip = new ZipFile(archive.toFile())) {
            var bySize = Comparator.comparingLong(ZipEntry::getCompressedSize).reversed();
            for (var entry : zip.stream().sorted(bySize).toList()) {
                if (entry.getCompressedSize() >= SHOWN_MIN) {
                    var library = entry.getName().replaceFirst("lib/", "");
                    table.row(library, Numbers.plain(entry.getCompressedSize() / MEBIBYTE));
                } else {
                    rest += entry.getCompressedSize();
                }
            }
        }
        table.row("everything smaller than 0.1 MiB", Numbers.plain(rest / MEBIBYTE));
        report.table(table.row("all", "**" + Numbers.plain(Files.size(archive) / MEBIBYTE) + "**"));
    }
}
