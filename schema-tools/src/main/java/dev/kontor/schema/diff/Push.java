package dev.kontor.schema.diff;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.scratch.Sql;
import dev.kontor.schema.source.SourceFile;
import dev.kontor.schema.source.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/// Brings a developer's database to `schema/` at once, in one transaction. It does not matter who
/// waits for its locks.
public final class Push {
    private static final String VALUE_IS_NEW = "55P04";

    private final List<SourceFile> schema;
    private final ScratchDatabases databases;
    private final boolean mayDropData;

    /// @param mayDropData whether to drop tables and columns that hold data, and to change types to
    ///   narrower ones
    public Push(List<SourceFile> schema, ScratchDatabases databases, boolean mayDropData) {
        this.schema = List.copyOf(schema);
        this.databases = databases;
        this.mayDropData = mayDropData;
    }

    /// Changes everything or nothing. Only new values of enums are committed before the rest where the
    /// rest uses them, since PostgreSQL asks for that.
    ///
    /// @param database is in no transaction
    /// @return the differences before the change
    /// @throws RefusedChangeException the change would lose data, or differences would remain
    /// @throws SQLException a statement fails on the data that is there; the message names it
    public List<Difference> to(Connection database) throws SQLException {
        var target = target();
        var before = DatabaseSchema.read(database);
        var differences = before.catalog().differencesFrom(target.catalog());
        if (!mayDropData) {
            new DataLoss(differences, new Comparison(before, target, true), database).refuse();
        }
        var changes = SchemaDiff.between(before, target, true);
        database.setAutoCommit(false);
        try {
            apply(changes, target, database);
        } catch (SQLException e) {
            if (!VALUE_IS_NEW.equals(e.getSQLState())) {
                throw e;
            }
            database.rollback();
            commitLabels(changes, database);
            applyWithLabels(changes, target, database);
        } finally {
            database.rollback();
        }
        return differences;
    }

    private static void commitLabels(List<SchemaChange> changes, Connection database) throws SQLException {
        for (var change : changes) {
            if (isLabel(change)) {
                execute(change.sql(), database);
            }
        }
        database.commit();
    }

    private static void applyWithLabels(List<SchemaChange> changes, Target target, Connection database) {
        try {
            apply(changes.stream().filter(change -> !isLabel(change)).toList(), target, database);
        } catch (SQLException | RefusedChangeException e) {
            throw new RefusedChangeException(
                    "only the new values of enums were added, and nothing else was changed: " + e.getMessage());
        }
    }

    private static boolean isLabel(SchemaChange change) {
        return change.stage() == SchemaChange.Stage.LABEL;
    }

    private Target target() throws SQLException {
        try (var empty = databases.create()) {
            return Target.read(schema, empty);
        }
    }

    private static void apply(List<SchemaChange> changes, Target target, Connection database) throws SQLException {
        // A dump makes functions before the tables that they name.
        execute("set local check_function_bodies = off", database);
        // The catalog does not show roles, since they belong to the whole server, and owners.
        for (var made : target.statements()) {
            if (isUnseen(made) && !namesTables(made.statement())) {
                execute(made.statement().text(), database);
            }
        }
        for (var change : changes) {
            execute(change.sql(), database);
        }
        for (var made : target.statements()) {
            if (isUnseen(made) && namesTables(made.statement())) {
                execute(made.statement().text(), database);
            }
        }
        check(Catalog.read(database).differencesFrom(target.catalog()));
        database.commit();
    }

    private static boolean isUnseen(Target.Made made) {
        return !made.isVisible() && !made.statement().isSetting();
    }

    /// Whether the statement may be about what the others make.
    private static boolean namesTables(Statement statement) {
        return !statement.startsWith("do") && !statement.has("role");
    }

    private static void execute(String sql, Connection database) throws SQLException {
        try {
            Sql.execute(database, sql);
        } catch (SQLException e) {
            var message = "%s, by: %s".formatted(e.getMessage(), sql.replaceAll("\\s+", " "));
            throw new SQLException(message, e.getSQLState(), e);
        }
    }

    private static void check(List<Difference> remaining) {
        if (!remaining.isEmpty()) {
            throw new RefusedChangeException("nothing was changed, since this would remain: "
                    + remaining.stream().map(Difference::toString).collect(Collectors.joining("; ")));
        }
    }
}
