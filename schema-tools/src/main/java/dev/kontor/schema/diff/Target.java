package dev.kontor.schema.diff;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.schema.scratch.Sql;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import dev.kontor.schema.source.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The catalog that `schema/` makes, and what each of its statements adds to it.
public record Target(Catalog catalog, List<Made> statements) {

    /// @param added the names of the objects that the statement made
    /// @param changed the names of the objects to which it gave another definition
    record Made(Statement statement, Set<String> added, Set<String> changed) {
        /// Whether the statement only grants or revokes privileges.
        boolean isGrant() {
            return added.stream().allMatch(Target::isGrant) && changed.stream().allMatch(Target::isGrant);
        }
    }

    public Target {
        statements = List.copyOf(statements);
    }

    /// @param empty a database to apply `schema/` to
    public static Target read(List<SourceFile> schema, Connection empty) throws SQLException {
        var before = Catalog.read(empty);
        var statements = new ArrayList<Made>();
        for (var file : schema) {
            for (var statement : Script.parse(file.text()).statements()) {
                execute(statement, file, empty);
                var after = Catalog.read(empty);
                statements.add(made(statement, before, after));
                before = after;
            }
            Sql.resetSession(empty);
        }
        return new Target(before, statements);
    }

    static boolean isGrant(String object) {
        return object.startsWith("grant on ");
    }

    private static void execute(Statement statement, SourceFile file, Connection connection) throws SQLException {
        try {
            Sql.execute(connection, statement.text());
        } catch (SQLException e) {
            throw new SQLException(
                    "%s:%d does not apply: %s".formatted(file.name(), statement.line(), e.getMessage()), e);
        }
    }

    private static Made made(Statement statement, Catalog before, Catalog after) {
        var added = new TreeSet<String>();
        var changed = new TreeSet<String>();
        for (var difference : before.differencesFrom(after)) {
            (difference.actual() == null ? added : changed).add(difference.object());
        }
        return new Made(statement, added, changed);
    }
}
