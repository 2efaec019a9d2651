package dev.kontor.schema.diff;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.schema.catalog.CatalogSnapshot;
import dev.kontor.schema.catalog.ObjectName;
import dev.kontor.schema.scratch.Sql;
import dev.kontor.schema.scratch.TrialRoles;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import dev.kontor.schema.source.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The catalog that `schema/` makes, and what each of its statements adds to it.
public record Target(DatabaseSchema schema, List<Made> statements) {

    /// @param added the names of the objects that the statement made
    /// @param changed the names of the objects to which it gave another definition, or that it dropped
    record Made(Statement statement, Set<String> added, Set<String> changed) {

        /// Whether the statement only grants or revokes privileges, or comments.
        boolean isAttached() {
            return objects().allMatch(object -> ObjectName.of(object).isAttached());
        }

        Stream<String> objects() {
            return Stream.concat(added.stream(), changed.stream());
        }

        boolean isVisible() {
            return !added.isEmpty() || !changed.isEmpty();
        }
    }

    public Target {
        statements = List.copyOf(statements);
    }

    /// Leaves no role that `schema/` makes on the server: a migration that needs one has to make it.
    ///
    /// @param empty a database to apply `schema/` to
    /// @throws RefusedChangeException a statement changes what the catalog does not show
    public static Target read(List<SourceFile> schema, Connection empty) throws SQLException {
        var roles = TrialRoles.names(empty);
        try {
            return apply(schema, empty);
        } finally {
            Sql.resetSession(empty);
            var made = TrialRoles.names(empty);
            made.removeAll(roles);
            // Others may make roles on the server meanwhile.
            made.removeIf(role -> schema.stream().noneMatch(file -> isNamed(role, file)));
            TrialRoles.drop(made, empty);
        }
    }

    private static boolean isNamed(String role, SourceFile file) {
        return file.text()
                .toLowerCase(Locale.ROOT)
                .contains(CatalogSnapshot.unquoted(role).toLowerCase(Locale.ROOT));
    }

    private static Target apply(List<SourceFile> schema, Connection empty) throws SQLException {
        var before = Catalog.read(empty);
        var statements = new ArrayList<Made>();
        for (var file : schema) {
            for (var statement : Script.parse(file.text()).statements()) {
                var isWritten = execute(statement, file, empty);
                var after = Catalog.read(empty);
                var made = made(statement, before, after);
                if (isWritten && !made.isVisible()) {
                    throw new RefusedChangeException(
                            "%s:%d changes what the catalog does not show, so that nothing tells whether it is there: write a migration by hand instead"
                                    .formatted(file.name(), statement.line()));
                }
                statements.add(made);
                before = after;
            }
            Sql.resetSession(empty);
        }
        return new Target(DatabaseSchema.read(empty), statements);
    }

    public Catalog catalog() {
        return schema.catalog();
    }

    /// @return whether it wrote something else than what belongs to the server
    private static boolean execute(Statement statement, SourceFile file, Connection connection) throws SQLException {
        try {
            return WrittenData.isWrittenBy(statement, connection);
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
