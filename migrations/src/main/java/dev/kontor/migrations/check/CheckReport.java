package dev.kontor.migrations.check;

import dev.kontor.migrations.TableLock;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.List;

/// What a check has seen.
///
/// @param migrations those that were asked for and tried, in order
/// @param findings what should not ship, by file and line
/// @param allowed what would be a finding, had its author not given a reason
/// @param unfilled tables that no row could be made for, so that what happens to rows did not show
public record CheckReport(
        List<Checked> migrations,
        List<Finding> findings,
        List<Allowed> allowed,
        List<String> unfilled) {

    /// A migration as PostgreSQL applied it.
    ///
    /// @param locks the strongest on each table that was there before, held until its end; mere
    ///   reading is left out
    public record Checked(
            String file, boolean inTransaction, List<TableLock> locks, long milliseconds) {
        public Checked {
            locks = List.copyOf(locks);
        }
    }

    /// A finding and why it may stay.
    public record Allowed(Finding finding, String reason) {}

    public CheckReport {
        migrations = List.copyOf(migrations);
        findings = List.copyOf(findings);
        allowed = List.copyOf(allowed);
        unfilled = List.copyOf(unfilled);
    }

    public String toJson() {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("migrations");
            migrations.forEach(migration -> write(json, migration));
            json.writeEndArray();
            json.writeArrayPropertyStart("findings");
            for (var finding : findings) {
                json.writeStartObject();
                writeProperties(json, finding);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("allowed");
            for (var each : allowed) {
                json.writeStartObject();
                writeProperties(json, each.finding());
                json.writeStringProperty("reason", each.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            write(json, "unfilled", unfilled);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Checked migration) {
        json.writeStartObject();
        json.writeStringProperty("file", migration.file());
        json.writeBooleanProperty("inTransaction", migration.inTransaction());
        json.writeArrayPropertyStart("locks");
        for (var lock : migration.locks()) {
            json.writeStartObject();
            json.writeStringProperty("table", lock.table());
            json.writeStringProperty("mode", lock.mode());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("milliseconds", migration.milliseconds());
        json.writeEndObject();
    }

    private static void writeProperties(JsonGenerator json, Finding finding) {
        json.writeStringProperty("file", finding.file());
        json.writeNumberProperty("line", finding.line());
        json.writeStringProperty("rule", finding.rule());
        json.writeStringProperty("effect", finding.effect());
        json.writeStringProperty("remedy", finding.remedy());
    }

    private static void write(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
