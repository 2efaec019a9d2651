package dev.kontor.schema.check;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.schema.check.CheckReport.Allowed;
import dev.kontor.schema.check.CheckReport.Checked;
import dev.kontor.schema.check.CheckReport.Skipped;
import dev.kontor.schema.convention.Violation;
import dev.kontor.schema.convention.Violations;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.finding.Place;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Applies migrations to a scratch database, each after all earlier ones. It finds hazards in their
/// statements, tables that violate a convention, and differences to `schema/`. For one thread.
public final class Check {

    private static final String EXEMPTION_UNUSED = "exemption-unused";
    private static final String EXEMPTION_MALFORMED = "exemption-malformed";

    private final Repository repository;
    private final ScratchDatabases databases;
    private final Consumer<String> progress;

    private final List<Checked> checked = new ArrayList<>();
    private final List<Finding> raw = new ArrayList<>();
    private final Set<String> unfilled = new HashSet<>();

    private List<String> missingExtensions = List.of();
    private List<Skipped> skipped = List.of();

    /// Whether every statement was tried, so that what is not found is not there.
    private boolean isWhole;

    /// Each violation with the migration that brought it.
    private final Map<Violation, SourceFile> violations = new LinkedHashMap<>();

    /// @param progress is told each step in words
    public Check(Repository repository, ScratchDatabases databases, Consumer<String> progress) {
        this.repository = repository;
        this.databases = databases;
        this.progress = progress;
    }

    /// Applies migrations without checking them.
    ///
    /// @param empty a database as [ScratchDatabases] makes it
    /// @throws SQLException a migration cannot be applied
    public static void migrate(List<SourceFile> migrations, Connection empty) throws SQLException {
        prepare(empty, MigrationConfig.DEFAULT_HISTORY);
        goOn(migrations, empty);
    }

    /// Makes the history, which migrations may name.
    static void prepare(Connection empty, String history) throws SQLException {
        TrialSession.onEmpty(empty).createHistory(history);
    }

    /// Applies more migrations to a database to which [#migrate] applied the earlier ones.
    public static void goOn(List<SourceFile> migrations, Connection connection) throws SQLException {
        var session = TrialSession.onMigrated(connection);
        for (var file : migrations) {
            var trial = new Trial(session, file, false);
            trial.run();
            if (!trial.isApplied()) {
                var finding = trial.findings().getFirst();
                throw new SQLException("%s:%d: %s".formatted(finding.file(), finding.line(), finding.effect()));
            }
            if (!session.missingExtensions().isEmpty()) {
                throw new SQLException("this PostgreSQL lacks the extension "
                        + String.join(", ", session.missingExtensions()) + ", which " + file.name() + " needs");
            }
        }
    }

    /// Checks all migrations, and compares them with `schema/`.
    public CheckReport all() throws SQLException {
        var migrations = repository.migrations();
        try (var connection = databases.create();
                var empty = databases.create()) {
            if (apply(connection, migrations, Set.copyOf(migrations))) {
                progress.accept("comparing with schema/");
                raw.addAll(new SchemaComparison(repository).compare(empty, Catalog.read(connection)));
            }
        }
        return report(migrations);
    }

    /// Checks only these migrations. Those outside of the repository are applied last.
    public CheckReport only(List<SourceFile> files) throws SQLException {
        var migrations = new ArrayList<>(repository.migrations());
        files.stream().filter(file -> !migrations.contains(file)).forEach(migrations::add);
        try (var connection = databases.create()) {
            apply(connection, migrations, Set.copyOf(files));
        }
        return report(files);
    }

    /// Whether all migrations could be applied.
    private boolean apply(Connection connection, List<SourceFile> migrations, Set<SourceFile> asked)
            throws SQLException {
        var session = TrialSession.onEmpty(connection);
        session.createHistory(repository.history());
        var isApplied = apply(session, connection, migrations, asked);
        missingExtensions = session.missingExtensions();
        skipped = session.skipped();
        isWhole = isApplied && skipped.isEmpty();
        return isApplied;
    }

    private boolean apply(
            TrialSession session, Connection connection, List<SourceFile> migrations, Set<SourceFile> asked)
            throws SQLException {
        @Nullable SourceFile earlier = null;
        for (var file : migrations) {
            progress.accept("checking " + file.name());
            var isAsked = asked.contains(file);
            if (earlier != null && (isAsked || asked.contains(earlier))) {
                noteViolations(connection, earlier);
            }
            if (isAsked) {
                unfilled.addAll(session.fillTables());
            }
            var trial = new Trial(session, file, isAsked);
            var applied = trial.run();
            raw.addAll(trial.findings());
            if (isAsked) {
                checked.add(applied);
            }
            if (!trial.isApplied()) {
                return false;
            }
            earlier = file;
        }
        if (earlier != null) {
            noteViolations(connection, earlier);
        }
        violations.forEach((violation, file) -> {
            if (asked.contains(file)) {
                raw.add(finding(violation, file));
            }
        });
        return true;
    }

    /// Blames new violations on the migration that was applied last. Only before and after those that
    /// were asked for does it matter which one it was. A violation that a later migration mends is
    /// forgotten.
    private void noteViolations(Connection connection, SourceFile last) throws SQLException {
        var now = new LinkedHashSet<>(Violations.in(connection));
        violations.keySet().retainAll(now);
        now.forEach(violation -> violations.putIfAbsent(violation, last));
    }

    private static Finding finding(Violation violation, SourceFile file) {
        var line = Place.of(violation.table(), violation.name(), Script.parse(file.text()));
        return violation.at(file.name(), line);
    }

    private CheckReport report(List<SourceFile> asked) {
        raw.addAll(TakenNumbers.in(repository, asked));
        var findings = new ArrayList<>(raw);
        var allowed = new ArrayList<Allowed>();
        for (var exemption : exemptions(asked)) {
            var theirs = findings.stream().filter(exemption::allows).toList();
            findings.removeAll(theirs);
            theirs.forEach(finding -> allowed.add(new Allowed(finding, exemption.reason())));
            if (exemption.isMalformed()) {
                findings.add(malformed(exemption));
            } else if (theirs.isEmpty() && isWhole) {
                findings.add(unused(exemption));
            }
        }
        return new CheckReport(
                checked,
                findings.stream().distinct().sorted().toList(),
                allowed,
                unfilled.stream().sorted().toList(),
                missingExtensions,
                skipped);
    }

    /// The exemptions of the migrations that were asked for, and those of the list that name no
    /// other migration.
    private List<Exemption> exemptions(List<SourceFile> asked) {
        var others = new HashSet<String>();
        repository.migrations().stream().filter(file -> !asked.contains(file)).forEach(file -> others.add(file.name()));
        var exemptions = new ArrayList<Exemption>();
        asked.forEach(file -> exemptions.addAll(Exemption.in(file)));
        Exemption.listed(repository.exemptions()).stream()
                .filter(exemption -> !others.contains(exemption.file()))
                .forEach(exemptions::add);
        return exemptions;
    }

    private static Finding malformed(Exemption exemption) {
        return new Finding(
                exemption.place(),
                exemption.line(),
                EXEMPTION_MALFORMED,
                "Nobody can tell what this allows, or why.",
                "-- check: allow RULE because REASON");
    }

    private static Finding unused(Exemption exemption) {
        return new Finding(
                exemption.place(),
                exemption.line(),
                EXEMPTION_UNUSED,
                "There is no %s here to allow; what comes here later would be allowed unseen."
                        .formatted(exemption.rule()),
                "-- delete it");
    }
}
