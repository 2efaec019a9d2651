package dev.kontor.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one section found: text, goals and pictures.
public final class SectionReport {

    private final StringBuilder text = new StringBuilder();
    private final List<Goal> goals = new ArrayList<>();
    private final Map<String, String> pictures = new LinkedHashMap<>();
    private String headline = "";

    public SectionReport paragraph(String markdown) {
        text.append(markdown.strip()).append("\n\n");
        return this;
    }

    public SectionReport table(MarkdownTable table) {
        return paragraph(table.toString());
    }

    public SectionReport goal(Goal goal) {
        goals.add(goal);
        return this;
    }

    /// A picture, which the document shows here.
    ///
    /// @param name of its file, without `.svg`
    public SectionReport picture(String name, String description, String svg) {
        pictures.put(name, svg);
        return paragraph("![%s](%s.svg)".formatted(description, name));
    }

    /// The line that the README shows.
    public SectionReport headline(String line) {
        headline = line;
        return this;
    }

    String headline() {
        return headline;
    }

    Map<String, String> pictures() {
        return pictures;
    }

    /// All of it in Markdown. The goals are in a comment: the document shows them together.
    public String markdown() {
        if (goals.isEmpty()) {
            return text.toString().strip();
        }
        var rows = String.join("\n", goals.stream().map(Goal::row).toList());
        return text + "<!-- goals\n" + rows + "\n-->";
    }
}
