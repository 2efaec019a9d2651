package dev.kontor.schema.diff;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.schema.catalog.ColumnDefinition;
import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.scratch.Sql;
import dev.kontor.schema.source.SourceFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Brings a developer's database to `schema/` at once, in one transaction. It does not matter who
/// waits for its locks.
public final class Push {
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

    /// Changes everything or nothing.
    ///
    /// @param database is in no transaction
    /// @return the differences before the change
    /// @throws RefusedChangeException the change would lose data, or differences would remain
    /// @throws SQLException a statement fails on the data that is there
    public List<Difference> to(Connection database) throws SQLException {
        var target = target();
        var before = Catalog.read(database);
        var differences = before.differencesFrom(target.catalog());
        if (!mayDropData) {
            refuseToLose(differences, target.catalog(), database);
        }
        database.setAutoCommit(false);
        try {
            for (var statement : statements(before, target)) {
                Sql.execute(database, statement);
            }
            check(Catalog.read(database).differencesFrom(target.catalog()));
            database.commit();
            return differences;
        } finally {
            database.rollback();
        }
    }

    private Target target() throws SQLException {
        try (var empty = databases.create()) {
            return Target.read(schema, empty);
        }
    }

    private static List<String> statements(Catalog before, Target target) {
        var statements = new ArrayList<String>();
        // The catalog does not show roles, since they belong to the whole server.
        target.statements().stream()
                .filter(made -> made.added().isEmpty() && made.changed().isEmpty())
                .filter(made -> !made.statement().isSetting())
                .forEach(made -> statements.add(made.statement().text()));
        SchemaDiff.between(before, target, true).stream()
                .map(change -> change.sql().replace(" index concurrently ", " index "))
                .forEach(statements::add);
        return statements;
    }

    private static void refuseToLose(List<Difference> differences, Catalog target, Connection database)
            throws SQLException {
        var lost = holdingData(differences, each -> each.expected() == null, target, database)
                .map(Difference::object)
                .collect(Collectors.joining(", "));
        if (!lost.isEmpty()) {
            throw new RefusedChangeException(
                    "schema/ has no %s, which holds data; --drop-data drops it".formatted(lost));
        }
        // PostgreSQL may round or cut values when it converts them, without an error.
        var narrowed = holdingData(differences, Push::isNarrowed, target, database)
                .map(Difference::toString)
                .collect(Collectors.joining(", "));
        if (!narrowed.isEmpty()) {
            throw new RefusedChangeException(
                    "not every value that is there may be one of the new type: %s; --drop-data converts it"
                            .formatted(narrowed));
        }
    }

    private static boolean isNarrowed(Difference difference) {
        return difference.object().startsWith("column ")
                && difference.expected() != null
                && difference.actual() != null
                && !ColumnDefinition.of(difference.expected()).holds(ColumnDefinition.of(difference.actual()));
    }

    private static Stream<Difference> holdingData(
            List<Difference> differences, Predicate<Difference> which, Catalog target, Connection database)
            throws SQLException {
        var holding = new ArrayList<Difference>();
        for (var difference : differences) {
            if (which.test(difference) && holdsData(ObjectName.of(difference.object()), difference, target, database)) {
                holding.add(difference);
            }
        }
        return holding.stream();
    }

    private static boolean holdsData(ObjectName object, Difference difference, Catalog target, Connection database)
            throws SQLException {
        var definition = String.valueOf(difference.actual());
        if (object.kind().equals("table") && isStored(definition)) {
            return isThere("select from " + object.name(), database);
        }
        return object.kind().equals("column")
                && isStored(target.objects().getOrDefault("table " + object.table(), ""))
                && isThere("select from %s where %s is not null".formatted(object.table(), object.name()), database);
    }

    /// Whether the definition is a table's, not a view's.
    private static boolean isStored(String definition) {
        return definition.matches("(?s)[rp].*");
    }

    private static boolean isThere(String rows, Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery(rows + " limit 1")) {
            return row.next();
        }
    }

    private static void check(List<Difference> remaining) {
        if (!remaining.isEmpty()) {
            throw new RefusedChangeException("nothing was changed, since this would remain: "
                    + remaining.stream().map(Difference::toString).collect(Collectors.joining("; ")));
        }
    }
}
