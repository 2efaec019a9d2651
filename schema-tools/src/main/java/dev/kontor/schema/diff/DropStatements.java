package dev.kontor.schema.diff;

import dev.kontor.schema.catalog.ObjectName;

/// Says how an object is dropped.
final class DropStatements {

    private DropStatements() {}

    /// @param definition as the catalog has it
    static String of(ObjectName object, String definition) {
        return switch (object.kind()) {
            case "table" -> "drop %s %s".formatted(relation(definition), object.name());
            case "trigger", "policy", "rule" ->
                "drop %s %s on %s".formatted(object.kind(), object.name(), object.table());
            // The catalog calls procedures and aggregates functions, too.
            case "function" -> "drop routine " + object.name();
            // They may have gone with a column.
            case "statistics" -> "drop statistics if exists " + object.name();
            default -> "drop %s %s".formatted(object.kind(), object.name());
        };
    }

    private static String relation(String definition) {
        return switch (definition.charAt(0)) {
            case 'v' -> "view";
            case 'm' -> "materialized view";
            // A sequence may have gone with its column.
            case 'S' -> "sequence if exists";
            case 'f' -> "foreign table";
            default -> "table";
        };
    }
}
