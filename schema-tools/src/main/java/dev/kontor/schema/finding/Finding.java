package dev.kontor.schema.finding;

import java.util.Comparator;
import tools.jackson.core.JsonGenerator;

/// Something in a migration that should not ship as it is.
///
/// @param file the name that the check was given
/// @param line from 1
/// @param rule the name of the rule, for exemptions
/// @param effect what would happen in production
/// @param remedy the safe way, in a few lines of SQL
public record Finding(String file, int line, String rule, String effect, String remedy) implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::effect);

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /// The file, the line and the rule, for people.
    public String place() {
        return "%s:%d: %s".formatted(file, line, rule);
    }

    /// Writes the members of a finding.
    public static void write(JsonGenerator json, Finding finding) {
        json.writeStringProperty("file", finding.file());
        json.writeNumberProperty("line", finding.line());
        json.writeStringProperty("rule", finding.rule());
        json.writeStringProperty("effect", finding.effect());
        json.writeStringProperty("remedy", finding.remedy());
    }
}
