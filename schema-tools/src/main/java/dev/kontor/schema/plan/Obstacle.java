package dev.kontor.schema.plan;

import dev.kontor.schema.plan.LiveTables.HeldTransaction;
import dev.kontor.schema.plan.LiveTables.TableHolder;
import tools.jackson.core.JsonGenerator;

/// A lock for which a migration of the plan would wait now.
record Obstacle(String table, TableHolder holder) {

    void addTo(TextTable table) {
        var transaction = holder.transaction();
        var waits = holder.isGranted() ? "" : " (waits for it)";
        table.add(this.table, holder.mode() + waits, transaction.who(), transaction.spelledAge(), transaction.doing());
    }

    static void write(JsonGenerator json, Obstacle obstacle) {
        json.writeStringProperty("table", obstacle.table());
        json.writeStringProperty("lock", obstacle.holder().mode());
        json.writeBooleanProperty("granted", obstacle.holder().isGranted());
        write(json, obstacle.holder().transaction());
    }

    static void write(JsonGenerator json, HeldTransaction transaction) {
        json.writeStringProperty("session", transaction.who());
        if (transaction.age() != null) {
            json.writeNumberProperty("seconds", transaction.age().toSeconds());
        }
        json.writeStringProperty("doing", transaction.doing());
    }
}
