package dev.kontor.schema.check;

import dev.kontor.migrations.json.ReportJson;
import dev.kontor.migrations.session.TableLock;
import dev.kontor.schema.finding.Finding;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// What a check has seen.
///
/// @param migrations those that were asked for and tried, in order
/// @param findings what should not ship, by file and line
/// @param allowed what would be a finding, had its author not given a reason
/// @param unfilled tables that no row could be made for, so that what happens to rows did not show
public record CheckReport(
        List<Checked> migrations, List<Finding> findings, List<Allowed> allowed, List<String> unfilled) {

    /// A migration as PostgreSQL applied it.
    ///
    /// @param locks the strongest on each table that was there before, held until its end; mere
    ///   reading is left out
    public record Checked(String file, boolean inTransaction, List<TableLock> locks, long milliseconds) {
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
        return ReportJson.object(json -> {
            ReportJson.objects(json, "migrations", migrations, CheckReport::write);
            ReportJson.objects(json, "findings", findings, Finding::write);
            ReportJson.objects(json, "allowed", allowed, CheckReport::write);
            ReportJson.strings(json, "unfilled", unfilled);
        });
    }

    private static void write(JsonGenerator json, Checked migration) {
        json.writeStringProperty("file", migration.file());
        json.writeBooleanProperty("inTransaction", migration.inTransaction());
        TableLock.write(json, migration.locks());
        json.writeNumberProperty("milliseconds", migration.milliseconds());
    }

    private static void write(JsonGenerator json, Allowed allowed) {
        Finding.write(json, allowed.finding());
        json.writeStringProperty("reason", allowed.reason());
    }
}
