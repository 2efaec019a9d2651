package dev.kontor.schema.check;

import dev.kontor.migrations.json.ReportJson;
import dev.kontor.migrations.session.TableLock;
import dev.kontor.schema.finding.Finding;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The result of a check.
///
/// @param migrations the migrations that were asked for and tried, in order
/// @param findings what should not ship, by file and line
/// @param allowed findings for which an exemption gives a reason
/// @param unfilled tables without sample rows, in which effects on rows could not be seen
/// @param missingExtensions the extensions that migrations ask for and the server lacks
/// @param skipped statements that were not tried, since they need one of these
public record CheckReport(
        List<Checked> migrations,
        List<Finding> findings,
        List<Allowed> allowed,
        List<String> unfilled,
        List<String> missingExtensions,
        List<Skipped> skipped) {

    /// A migration that was tried.
    ///
    /// @param isApplied whether none of its statements failed
    public record Checked(
            String file, boolean inTransaction, boolean isApplied, TableEffects effects, long milliseconds) {

        public List<TableLock> locks() {
            return effects.locks();
        }
    }

    /// A finding, and why it is allowed.
    public record Allowed(Finding finding, String reason) {}

    /// A statement that was not tried.
    ///
    /// @param reason the server's message
    public record Skipped(String file, int line, String reason) {}

    public CheckReport {
        migrations = List.copyOf(migrations);
        findings = List.copyOf(findings);
        allowed = List.copyOf(allowed);
        unfilled = List.copyOf(unfilled);
        missingExtensions = List.copyOf(missingExtensions);
        skipped = List.copyOf(skipped);
    }

    public String toJson() {
        return ReportJson.object(json -> {
            ReportJson.objects(json, "migrations", migrations, CheckReport::write);
            ReportJson.objects(json, "findings", findings, Finding::write);
            ReportJson.objects(json, "allowed", allowed, CheckReport::write);
            ReportJson.strings(json, "unfilled", unfilled);
            ReportJson.strings(json, "missingExtensions", missingExtensions);
            ReportJson.objects(json, "skipped", skipped, CheckReport::write);
        });
    }

    private static void write(JsonGenerator json, Checked migration) {
        json.writeStringProperty("file", migration.file());
        json.writeBooleanProperty("inTransaction", migration.inTransaction());
        TableLock.write(json, migration.locks());
        ReportJson.strings(json, "reads", migration.effects().reads());
        ReportJson.strings(json, "rewrites", migration.effects().rewrites());
        json.writeNumberProperty("milliseconds", migration.milliseconds());
    }

    private static void write(JsonGenerator json, Skipped statement) {
        json.writeStringProperty("file", statement.file());
        json.writeNumberProperty("line", statement.line());
        json.writeStringProperty("reason", statement.reason());
    }

    private static void write(JsonGenerator json, Allowed allowed) {
        Finding.write(json, allowed.finding());
        json.writeStringProperty("reason", allowed.reason());
    }
}
