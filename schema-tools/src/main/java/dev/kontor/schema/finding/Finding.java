package dev.kontor.schema.finding;

import java.util.Comparator;
import tools.jackson.core.JsonGenerator;

/// What should not ship as it is.
///
/// @param file as it was named to the check
/// @param line from 1
/// @param rule what an exemption has to name
/// @param effect what happens in production
/// @param remedy the safe way, a few lines of SQL
public record Finding(String file, int line, String rule, String effect, String remedy) implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::effect);

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /// Where it is, and what it breaks, for people.
    public String place() {
        return "%s:%d: %s".formatted(file, line, rule);
    }

    /// Its members.
    public static void write(JsonGenerator json, Finding finding) {
        json.writeStringProperty("file", finding.file());
        json.writeNumberProperty("line", finding.line());
        json.writeStringProperty("rule", finding.rule());
        json.writeStringProperty("effect", finding.effect());
        json.writeStringProperty("remedy", finding.remedy());
    }
}
