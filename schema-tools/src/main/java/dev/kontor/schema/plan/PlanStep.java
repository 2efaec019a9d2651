package dev.kontor.schema.plan;

import dev.kontor.migrations.json.ReportJson;
import dev.kontor.schema.plan.LiveTables.TableSize;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A migration of a plan.
///
/// @param file below the migrations' folder
/// @param tables those that are in the database now, by name
record PlanStep(String file, boolean inTransaction, List<PlanTable> tables) {

    /// @param mode the strongest lock, as PostgreSQL's manual spells it
    /// @param reads whether every row is read
    /// @param rewrites whether every row is written anew
    /// @param size null where the rows are left alone
    record PlanTable(
            String name,
            String mode,
            boolean reads,
            boolean rewrites,
            @Nullable TableSize size) {

        /// What happens to the rows, with the size; empty where they are left alone.
        String rows() {
            if (size == null) {
                return "";
            }
            var bytes = (size.isOfLastVacuum() ? "about " : "") + Units.size(size.bytes());
            if (!rewrites) {
                return "reads " + bytes;
            }
            var indexes = size.indexBytes() == 0 ? "" : " and %s of indexes".formatted(Units.size(size.indexBytes()));
            return "rewrites " + bytes + indexes;
        }

        private static void write(JsonGenerator json, PlanTable table) {
            json.writeStringProperty("table", table.name());
            json.writeStringProperty("lock", table.mode());
            json.writeBooleanProperty("reads", table.reads());
            json.writeBooleanProperty("rewrites", table.rewrites());
            if (table.size() != null) {
                json.writeNumberProperty("bytes", table.size().bytes());
                json.writeNumberProperty("indexBytes", table.size().indexBytes());
            }
        }
    }

    PlanStep {
        tables = List.copyOf(tables);
    }

    void addTo(TextTable table) {
        var name = inTransaction ? file : file + " (no transaction)";
        if (tables.isEmpty()) {
            table.add(name, "nothing that is there", "", "");
        }
        for (var each : tables) {
            table.add(name, each.mode(), each.name(), each.rows());
            name = "";
        }
    }

    static void write(JsonGenerator json, PlanStep step) {
        json.writeStringProperty("file", step.file());
        json.writeBooleanProperty("inTransaction", step.inTransaction());
        ReportJson.objects(json, "tables", step.tables(), PlanTable::write);
    }
}
