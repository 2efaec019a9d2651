package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.diff.SchemaChange.Stage;
import java.util.List;
import java.util.regex.Pattern;

/// Changes what belongs to a whole table, and the settings of its columns.
record TableChanges(Comparison comparison, ChangeList changes) {

    private static final Pattern OPTIONS = Pattern.compile(" with \\(([^)]*)\\)");
    private static final Pattern REPLICA_IDENTITY = Pattern.compile(" (replica identity .*)$");
    private static final Pattern STORAGE = Pattern.compile("storage (\\w+)");
    private static final Pattern COMPRESSION = Pattern.compile("compression (\\w+)");
    private static final Pattern STATISTICS = Pattern.compile("statistics (\\d+)");
    private static final Pattern COLUMN_OPTIONS = Pattern.compile("\\((.*)\\)");

    /// What a switch of a table does, by the words of the definition.
    private record Switch(String words, String on, String off) {}

    private static final List<Switch> SWITCHES = List.of(
            new Switch(" unlogged", "set unlogged", "set logged"),
            new Switch(" row security", "enable row level security", "disable row level security"),
            new Switch(" forced", "force row level security", "no force row level security"));

    /// @param old its definition; empty where it is not there
    /// @throws RefusedChangeException it is to be of another kind, or another table's partition or child
    void change(ObjectName table, String now, String old) {
        if (!old.isEmpty() && !canChange(old, now)) {
            throw new RefusedChangeException(
                    "table %s cannot become '%s' where it is '%s': write by hand how it is detached, attached or made anew"
                            .formatted(table.name(), now, old));
        }
        for (var action : Options.change(part(OPTIONS, now), part(OPTIONS, old))) {
            changes.alter(Stage.EXPAND, table.text(), table.name(), action);
        }
        for (var each : SWITCHES) {
            if (now.contains(each.words()) != old.contains(each.words())) {
                var action = now.contains(each.words()) ? each.on() : each.off();
                changes.alter(Stage.EXPAND, table.text(), table.name(), action);
            }
        }
        if (!part(REPLICA_IDENTITY, now).equals(part(REPLICA_IDENTITY, old))) {
            var identity = part(REPLICA_IDENTITY, now);
            var action = identity.isEmpty() ? "replica identity default" : identity;
            changes.alter(Stage.EXPAND, table.text(), table.name(), action);
        }
    }

    /// Whether the one table or materialized view can become the other in place.
    static boolean canChange(String old, String now) {
        return lasting(old).equals(lasting(now));
    }

    /// A definition without what can be changed in place.
    private static String lasting(String definition) {
        var lasting = REPLICA_IDENTITY.matcher(definition).replaceFirst("");
        lasting = OPTIONS.matcher(lasting).replaceFirst("");
        for (var each : SWITCHES) {
            lasting = lasting.replaceFirst(each.words(), "");
        }
        return lasting;
    }

    /// @param now the wanted settings of a column; empty for the usual ones
    void changeSettings(ObjectName column, String now, String old) {
        var alter = "alter column %s ".formatted(column.name());
        changeSetting(column, alter + "set storage ", "default", part(STORAGE, now), part(STORAGE, old));
        changeSetting(column, alter + "set compression ", "default", part(COMPRESSION, now), part(COMPRESSION, old));
        changeSetting(column, alter + "set statistics ", "default", part(STATISTICS, now), part(STATISTICS, old));
        for (var action : Options.change(part(COLUMN_OPTIONS, now), part(COLUMN_OPTIONS, old))) {
            set(column, alter + action);
        }
    }

    private void changeSetting(ObjectName column, String action, String usual, String now, String old) {
        if (!now.equals(old)) {
            set(column, action + (now.isEmpty() ? usual : now));
        }
    }

    private void set(ObjectName column, String action) {
        changes.alter(Stage.EXPAND, column, action).needing("column %s.%s".formatted(column.table(), column.name()));
    }

    private static String part(Pattern pattern, String definition) {
        var part = pattern.matcher(definition);
        return part.find() ? part.group(1) : "";
    }
}
