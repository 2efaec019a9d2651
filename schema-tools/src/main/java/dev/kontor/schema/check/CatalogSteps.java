package dev.kontor.schema.check;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.migrations.catalog.ExpectedCatalog;
import dev.kontor.migrations.catalog.ExpectedCatalog.Step;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.source.SourceFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Finds out what each migration makes of the catalog.
public final class CatalogSteps {

    private CatalogSteps() {}

    /// @param empty a database as [ScratchDatabases] makes it
    /// @throws SQLException a migration does not apply
    public static ExpectedCatalog of(List<SourceFile> migrations, Connection empty) throws SQLException {
        Check.migrate(List.of(), empty);
        var steps = new ArrayList<Step>();
        // What an empty database has by itself comes with the first.
        var known = new Catalog(new TreeMap<>());
        for (var file : migrations) {
            Check.goOn(List.of(file), empty);
            var after = Catalog.read(empty);
            var name = String.valueOf(Path.of(file.name()).getFileName());
            steps.add(ExpectedCatalog.step(name, known, after));
            known = after;
        }
        return new ExpectedCatalog(steps);
    }
}
