package dev.kontor.schema.generate;

import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.migrations.catalog.ExpectedCatalog;
import dev.kontor.migrations.session.TableLock;
import dev.kontor.schema.check.CatalogSteps;
import dev.kontor.schema.check.Check;
import dev.kontor.schema.check.CheckReport.Checked;
import dev.kontor.schema.diff.DatabaseSchema;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// Writes the migrations that `schema/` is ahead by, and tries them. See docs/decisions/0023.
public final class Generator {
    private static final String FOLDER = "migrations/src/main/resources/migrations/";

    private final Repository repository;
    private final ScratchDatabases databases;
    private final Consumer<String> progress;

    /// @param progress is told each step in words
    public Generator(Repository repository, ScratchDatabases databases, Consumer<String> progress) {
        this.repository = repository;
        this.databases = databases;
        this.progress = progress;
    }

    /// @param files the migrations in their order, named from the working copy's root; empty where
    ///   there is nothing to do
    /// @param remaining the differences to `schema/` that would remain
    /// @param findings what the check finds in the files
    /// @param catalog the expected catalog after all migrations
    /// @param failure why a file could not be applied; empty where all could
    public record Generated(
            List<SourceFile> files,
            List<Difference> remaining,
            List<Finding> findings,
            ExpectedCatalog catalog,
            String failure) {
        public Generated {
            files = List.copyOf(files);
            remaining = List.copyOf(remaining);
            findings = List.copyOf(findings);
        }

        public boolean isComplete() {
            return remaining.isEmpty() && findings.isEmpty() && failure.isEmpty();
        }
    }

    /// @param name what the migration does, in snake_case
    /// @throws RefusedChangeException no safe way can be written without asking, or two migrations
    ///   have the same number
    /// @throws SQLException a migration that was there, or `schema/`, cannot be applied
    public Generated generate(String name) throws SQLException {
        return generate(name, List.of());
    }

    /// Proves that moved migrations still come to what `schema/` says, and that the check finds
    /// nothing in them.
    ///
    /// @param name of a further migration with what `schema/` is ahead by; null for none
    /// @param moved the migrations of the repository to check
    /// @throws RefusedChangeException as the other `generate`
    /// @throws SQLException as the other `generate`
    public Generated generate(@Nullable String name, List<SourceFile> moved) throws SQLException {
        refuseTwins();
        progress.accept("applying schema/ and the migrations");
        try (var empty = databases.create();
                var migrated = databases.create()) {
            var target = Target.read(repository.schema(), empty);
            var steps = CatalogSteps.on(migrated, repository.history());
            steps.apply(repository.migrations());
            var drafts = name == null
                    ? List.<MigrationDraft>of()
                    : MigrationDraft.of(SchemaDiff.between(DatabaseSchema.read(migrated), target, false));
            var files = new ArrayList<SourceFile>();
            var version = Repository.newest(repository.migrations());
            for (var draft : drafts) {
                version = Repository.next(version);
                files.add(file(draft, String.valueOf(name), version));
            }
            progress.accept("trying what was written");
            try {
                steps.apply(files);
            } catch (SQLException e) {
                return failed(drafts, files, steps.expected(), e);
            }
            var remaining = steps.catalog().differencesFrom(target.catalog());
            var asked = Stream.concat(moved.stream(), files.stream()).toList();
            var report = new Check(repository, databases, progress).only(asked);
            var checked = report.migrations().stream().skip(moved.size()).toList();
            return new Generated(
                    withHeaders(drafts, files, checked), remaining, report.findings(), steps.expected(), "");
        }
    }

    private static Generated failed(
            List<MigrationDraft> drafts, List<SourceFile> files, ExpectedCatalog catalog, SQLException e) {
        var failure = String.valueOf(e.getMessage()).replace(FOLDER, "");
        return new Generated(withHeaders(drafts, files, List.of()), List.of(), List.of(), catalog, failure);
    }

    private void refuseTwins() {
        var twins = repository.twins().entrySet().stream()
                .map(pair ->
                        pair.getValue().fileName() + " and " + pair.getKey().fileName())
                .collect(Collectors.joining(", "));
        if (!twins.isEmpty()) {
            throw new RefusedChangeException(
                    "nothing was written: %s have the same number; ./kontor generate --rebase gives yours a later one"
                            .formatted(twins));
        }
    }

    private static SourceFile file(MigrationDraft draft, String name, MigrationVersion version) {
        var isContract = draft.stage().isContract();
        return new SourceFile(
                "%s%sV%s__%s%s.sql"
                        .formatted(FOLDER, isContract ? "contract/" : "", version.getVersion(), name, draft.suffix()),
                draft.sql(),
                isContract);
    }

    private static List<SourceFile> withHeaders(
            List<MigrationDraft> drafts, List<SourceFile> files, List<Checked> checked) {
        var complete = new ArrayList<SourceFile>();
        for (var i = 0; i < files.size(); i++) {
            var file = files.get(i);
            // A check that ended early has not seen the last migrations.
            var locks = i < checked.size() ? checked.get(i).locks() : List.<TableLock>of();
            complete.add(new SourceFile(
                    file.name(),
                    Header.of(file, drafts.get(i).stage(), locks) + "\n" + file.text(),
                    file.isContract()));
        }
        return complete;
    }
}
