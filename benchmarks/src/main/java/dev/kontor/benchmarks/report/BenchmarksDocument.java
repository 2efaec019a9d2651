package dev.kontor.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `docs/benchmarks.md`. It keeps each section between two marks, so that a run of some sections
/// replaces only those. The goals at its top are gathered from all of them. What people wrote between
/// the marks of the notes stays.
public final class BenchmarksDocument {

    private static final Pattern GOAL = Pattern.compile("(?m)^\\| .* \\| [≤≥] .* \\| (?:met|\\*\\*missed\\*\\*) \\|$");

    private static final String NOTES = "notes";
    private static final String NO_NOTES = "<!-- notes -->\n<!-- /notes -->\n";

    private static final String README_BEGIN = "<!--benchmarks-->";
    private static final String README_END = "<!--/benchmarks-->";

    private final Path root;
    private final List<String> keys;

    /// @param keys of all sections, in the order of the document
    public BenchmarksDocument(Path root, List<String> keys) {
        this.root = root;
        this.keys = List.copyOf(keys);
    }

    /// Writes a section, the goals, and where it has a headline the line of the README.
    ///
    /// @param introduction of the whole document
    public void write(String introduction, String key, String title, SectionReport report) throws IOException {
        var docs = root.resolve("docs");
        var file = docs.resolve("benchmarks.md");
        var before = Files.exists(file) ? Files.readString(file) : "";
        var sections = new ArrayList<String>();
        for (var each : keys) {
            if (each.equals(key)) {
                sections.add(
                        "<!-- %s -->\n\n## %s\n\n%s\n\n<!-- /%s -->\n".formatted(key, title, report.markdown(), key));
            } else {
                section(before, each).results().forEach(found -> sections.add(found.group()));
            }
        }
        var all = String.join("\n", sections);
        var notes = section(before, NOTES)
                .results()
                .map(found -> found.group())
                .findFirst()
                .orElse(NO_NOTES);
        Files.writeString(file, introduction.strip() + "\n\n" + goals(all) + "\n" + notes + "\n" + all);
        for (var picture : report.pictures().entrySet()) {
            Files.writeString(docs.resolve(picture.getKey() + ".svg"), picture.getValue());
        }
        if (!report.headline().isEmpty()) {
            writeReadme(report.headline());
        }
    }

    private void writeReadme(String line) throws IOException {
        var readme = root.resolve("README.md");
        var text = Files.readString(readme);
        var begin = text.indexOf(README_BEGIN);
        var end = text.indexOf(README_END);
        if (begin < 0 || end < begin) {
            throw new IOException("README.md lacks its marks " + README_BEGIN + " and " + README_END);
        }
        Files.writeString(readme, text.substring(0, begin + README_BEGIN.length()) + line + text.substring(end));
    }

    private static Matcher section(String text, String key) {
        return Pattern.compile("(?s)<!-- %1$s -->\n.*?<!-- /%1$s -->\n".formatted(key))
                .matcher(text);
    }

    private static String goals(String sections) {
        var rows = GOAL.matcher(sections).results().map(found -> found.group()).toList();
        var met = rows.stream().filter(row -> row.endsWith("| met |")).count();
        return rows.isEmpty()
                ? ""
                : "## Goals\n\n%d of %d are met.\n\n| goal | limit | measured | |\n|---|--:|--:|---|\n%s\n"
                        .formatted(met, rows.size(), String.join("\n", rows));
    }
}
