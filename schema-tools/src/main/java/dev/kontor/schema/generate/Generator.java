package dev.kontor.schema.generate;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.migrations.catalog.ExpectedCatalog;
import dev.kontor.migrations.session.TableLock;
import dev.kontor.schema.check.CatalogSteps;
import dev.kontor.schema.check.Check;
import dev.kontor.schema.check.CheckReport;
import dev.kontor.schema.diff.RefusedChangeException;
import dev.kontor.schema.diff.SchemaDiff;
import dev.kontor.schema.diff.Target;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Writes the migrations that `schema/` is ahead by, and tries them: docs/decisions/0023.
public final class Generator {
    private static final String FOLDER = "migrations/src/main/resources/migrations/";

    private final Repository repository;
    private final ScratchDatabases databases;
    private final Consumer<String> progress;

    /// @param progress is told what is being done
    public Generator(Repository repository, ScratchDatabases databases, Consumer<String> progress) {
        this.repository = repository;
        this.databases = databases;
        this.progress = progress;
    }

    /// @param files named from the working copy's root, in the order to apply them in; none where
    ///   there is nothing to do
    /// @param remaining what they do not bring about
    /// @param findings of the check, in them
    /// @param catalog what all migrations then make of the catalog
    public record Generated(
            List<SourceFile> files, List<Difference> remaining, List<Finding> findings, ExpectedCatalog catalog) {
        public Generated {
            files = List.copyOf(files);
            remaining = List.copyOf(remaining);
            findings = List.copyOf(findings);
        }

        public boolean isComplete() {
            return remaining.isEmpty() && findings.isEmpty();
        }
    }

    /// @param name what the migration does, in snake_case
    /// @throws RefusedChangeException no safe way can be written without asking
    /// @throws SQLException a migration or `schema/` does not apply
    public Generated generate(String name) throws SQLException {
        progress.accept("applying schema/ and the migrations");
        try (var empty = databases.create();
                var migrated = databases.create()) {
            var target = Target.read(repository.schema(), empty);
            Check.migrate(repository.migrations(), migrated);
            var drafts = MigrationDraft.of(SchemaDiff.between(Catalog.read(migrated), target, false));
            var files = new ArrayList<SourceFile>();
            for (var draft : drafts) {
                files.add(file(draft, name, repository.nextVersion() + files.size()));
            }
            progress.accept("trying what was written");
            Check.goOn(files, migrated);
            var remaining = Catalog.read(migrated).differencesFrom(target.catalog());
            var report = new Check(repository, databases, progress).only(files);
            return new Generated(withHeaders(drafts, files, report), remaining, report.findings(), catalog(files));
        }
    }

    private ExpectedCatalog catalog(List<SourceFile> files) throws SQLException {
        var all = new ArrayList<>(repository.migrations());
        all.addAll(files);
        try (var empty = databases.create()) {
            return CatalogSteps.of(all, empty);
        }
    }

    private static SourceFile file(MigrationDraft draft, String name, int version) {
        var isContract = draft.stage().isContract();
        return new SourceFile(
                "%s%sV%03d__%s%s.sql".formatted(FOLDER, isContract ? "contract/" : "", version, name, draft.suffix()),
                draft.sql(),
                isContract);
    }

    private static List<SourceFile> withHeaders(
            List<MigrationDraft> drafts, List<SourceFile> files, CheckReport report) {
        var complete = new ArrayList<SourceFile>();
        for (var i = 0; i < files.size(); i++) {
            var file = files.get(i);
            // A check that broke off has not seen the last ones.
            var locks =
                    i < report.migrations().size() ? report.migrations().get(i).locks() : List.<TableLock>of();
            complete.add(new SourceFile(
                    file.name(),
                    Header.of(file, drafts.get(i).stage(), locks) + "\n" + file.text(),
                    file.isContract()));
        }
        return complete;
    }
}
