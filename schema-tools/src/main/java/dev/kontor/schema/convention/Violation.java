package dev.kontor.schema.convention;

import dev.kontor.schema.finding.Finding;

/// An object that violates a convention.
///
/// @param name of the column, constraint or index; the table's own where the table violates it
/// @param remedy the safe way, in SQL
public record Violation(Convention convention, String table, String name, String remedy) {

    public Finding at(String file, int line) {
        return new Finding(file, line, convention.id(), convention.effect(table, name), remedy);
    }
}
