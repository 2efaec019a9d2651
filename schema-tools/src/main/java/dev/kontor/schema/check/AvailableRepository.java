package dev.kontor.schema.check;

import dev.kontor.schema.check.CheckReport.Skipped;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import dev.kontor.schema.source.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A repository without the statements that need an extension which the server lacks.
///
/// @param missing the names of these extensions
/// @param skipped the statements that were left out
public record AvailableRepository(Repository repository, List<String> missing, List<Skipped> skipped) {

    public AvailableRepository {
        missing = List.copyOf(missing);
        skipped = List.copyOf(skipped);
    }

    /// Applies everything once where an extension is missing, to see what depends on it.
    ///
    /// @throws SQLException a migration or `schema/` cannot be applied for another reason
    public static AvailableRepository of(Repository repository, ScratchDatabases databases) throws SQLException {
        var all = Stream.concat(repository.migrations().stream(), repository.schema().stream());
        var asked = all.flatMap(file -> Script.parse(file.text()).statements().stream())
                .filter(statement -> statement.startsWith("create", "extension"))
                .map(AvailableRepository::extension)
                .collect(Collectors.toSet());
        if (asked.isEmpty() || databases.extensions().containsAll(asked)) {
            return new AvailableRepository(repository, List.of(), List.of());
        }
        try (var migrated = databases.create();
                var empty = databases.create()) {
            var migrations = TrialSession.onEmpty(migrated);
            migrations.createHistory(repository.history());
            var schema = TrialSession.onEmpty(empty);
            return without(repository, apply(repository.migrations(), migrations), apply(repository.schema(), schema));
        }
    }

    private static String extension(Statement statement) {
        var words = statement.words();
        return words.get(statement.has("extension", "if", "not", "exists") ? 5 : 2);
    }

    private static TrialSession apply(List<SourceFile> files, TrialSession session) throws SQLException {
        for (var file : files) {
            try {
                session.apply(file);
            } catch (FailedStatementException e) {
                throw new SQLException(
                        "%s:%d does not apply: %s"
                                .formatted(file.name(), e.statement().line(), e.getMessage()),
                        e);
            }
        }
        return session;
    }

    private static AvailableRepository without(Repository repository, TrialSession migrations, TrialSession schema) {
        var skipped = Stream.concat(migrations.skipped().stream(), schema.skipped().stream())
                .toList();
        var missing = Stream.concat(migrations.missingExtensions().stream(), schema.missingExtensions().stream());
        var rest = new Repository(
                without(repository.migrations(), migrations),
                without(repository.schema(), schema),
                repository.exemptions(),
                repository.history());
        return new AvailableRepository(rest, missing.distinct().sorted().toList(), skipped);
    }

    private static List<SourceFile> without(List<SourceFile> files, TrialSession session) {
        return files.stream().map(file -> without(file, session)).toList();
    }

    /// The other statements keep their lines.
    private static SourceFile without(SourceFile file, TrialSession session) {
        var statements = Script.parse(file.text()).statements();
        if (statements.stream().noneMatch(statement -> session.hasSkipped(statement, file))) {
            return file;
        }
        var text = new StringBuilder();
        for (var statement : statements) {
            if (!session.hasSkipped(statement, file)) {
                var line = 1 + text.chars().filter(c -> c == '\n').count();
                text.repeat('\n', Math.toIntExact(Math.max(0, statement.line() - line)));
                text.append(statement.text()).append(";");
            }
        }
        return new SourceFile(file.name(), text.append('\n').toString(), file.isContract());
    }
}
