package dev.kontor.schema.check;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.migrations.catalog.ExpectedCatalog;
import dev.kontor.migrations.catalog.ExpectedCatalog.CatalogStep;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.source.SourceFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Applies migrations to a scratch database, and finds out how each changes the catalog. For one
/// thread.
public final class CatalogSteps {

    private final Connection connection;
    private final List<CatalogStep> steps = new ArrayList<>();

    /// The first step includes the objects that an empty database has by itself.
    private Catalog known = new Catalog(new TreeMap<>());

    private CatalogSteps(Connection connection) {
        this.connection = connection;
    }

    /// @param empty a database as [ScratchDatabases] makes it
    /// @param history the table of the run's history, which migrations may name
    public static CatalogSteps on(Connection empty, String history) throws SQLException {
        Check.prepare(empty, history);
        return new CatalogSteps(empty);
    }

    /// @param empty a database as [ScratchDatabases] makes it
    /// @throws SQLException a migration cannot be applied
    public static ExpectedCatalog of(List<SourceFile> migrations, Connection empty) throws SQLException {
        var steps = on(empty, MigrationConfig.DEFAULT_HISTORY);
        steps.apply(migrations);
        return steps.expected();
    }

    /// Applies further migrations.
    ///
    /// @throws SQLException one cannot be applied
    public void apply(List<SourceFile> migrations) throws SQLException {
        for (var file : migrations) {
            Check.goOn(List.of(file), connection);
            var after = Catalog.read(connection);
            steps.add(ExpectedCatalog.step(file.fileName(), known, after));
            known = after;
        }
    }

    /// The catalog after all that were applied.
    public Catalog catalog() throws SQLException {
        return steps.isEmpty() ? Catalog.read(connection) : known;
    }

    public ExpectedCatalog expected() {
        return new ExpectedCatalog(steps);
    }
}
