package dev.kontor.schema.random;

import dev.kontor.schema.check.Check;
import dev.kontor.schema.convention.Convention;
import dev.kontor.schema.diff.Push;
import dev.kontor.schema.diff.RefusedChangeException;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.generate.Generator;
import dev.kontor.schema.generate.Generator.Generated;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.scratch.Sql;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Tries `generate` and `push` from one schema to another, and judges what they did: they come to
/// exactly the other schema, or refuse and say why. For one thread.
public final class PairTrial {

    /// What one command did with one pair.
    public enum Kind {
        /// It came to the other schema.
        DONE,
        /// It said why not, and changed nothing.
        REFUSED,
        /// It did something wrong.
        FAILED
    }

    /// @param sign tells failures of different causes apart
    /// @param text what was wrong, or why it refused
    public record Outcome(Kind kind, String sign, String text) {
        public boolean isFailure() {
            return kind == Kind.FAILED;
        }
    }

    /// Rules about names and the like, which the schemas of other people do not keep.
    private static final Set<String> CONVENTIONS =
            Arrays.stream(Convention.values()).map(Convention::id).collect(Collectors.toUnmodifiableSet());

    /// The SQLSTATE classes of errors that rows cause.
    private static final String CAUSED_BY_ROWS = "2[23].*";

    private final ScratchDatabases databases;

    public PairTrial(ScratchDatabases databases) {
        this.databases = databases;
    }

    /// Applies a schema.
    public static void apply(String sql, Connection connection) throws SQLException {
        for (var statement : Script.parse(sql).statements()) {
            Sql.execute(connection, statement.text());
        }
        Sql.resetSession(connection);
    }

    private static SourceFile file(String name, String sql) {
        return new SourceFile(name, sql, false);
    }

    /// Tries `generate`.
    public Outcome generate(String from, String to) throws SQLException {
        var first = file("migrations/V001__first.sql", from);
        var schema = List.of(file("schema/all.sql", to));
        Generated generated;
        try {
            generated = generator(List.of(first), schema).generate("change");
        } catch (RefusedChangeException e) {
            return new Outcome(Kind.REFUSED, "refused", String.valueOf(e.getMessage()));
        } catch (SQLException | RuntimeException e) {
            return failed("generate throws", e, "");
        }
        if (!generated.failure().isEmpty()) {
            return isWithoutCast(generated.failure())
                    ? new Outcome(Kind.REFUSED, "no cast", generated.failure())
                    : failed("generate writes what fails", generated.failure() + sql(generated));
        }
        var hazards = hazards(generated);
        if (!generated.remaining().isEmpty()) {
            return new Outcome(Kind.REFUSED, "remains", generated.remaining().toString());
        }
        if (!hazards.isEmpty()) {
            var isWrong = hazards.stream().anyMatch(finding -> finding.rule().equals("does-not-apply"));
            return new Outcome(
                    isWrong ? Kind.FAILED : Kind.REFUSED,
                    "finds "
                            + hazards.stream()
                                    .map(Finding::rule)
                                    .distinct()
                                    .sorted()
                                    .toList(),
                    hazards + "\n" + sql(generated));
        }
        return proved(first, schema, generated, to);
    }

    private Generator generator(List<SourceFile> migrations, List<SourceFile> schema) {
        return new Generator(new Repository(migrations, schema), databases, _ -> {});
    }

    private static List<Finding> hazards(Generated generated) {
        return generated.findings().stream()
                .filter(finding -> !CONVENTIONS.contains(finding.rule()))
                .toList();
    }

    private static String sql(Generated generated) {
        return generated.files().stream().map(SourceFile::text).collect(Collectors.joining("\n", "\n", ""));
    }

    private Outcome proved(SourceFile first, List<SourceFile> schema, Generated generated, String to)
            throws SQLException {
        var migrations = new ArrayList<>(List.of(first));
        migrations.addAll(generated.files());
        try (var migrated = databases.create();
                var direct = databases.create()) {
            Check.migrate(migrations, migrated);
            Check.migrate(List.of(file("V001__all.sql", to)), direct);
            var difference = WholeCatalog.difference(WholeCatalog.read(migrated), WholeCatalog.read(direct));
            if (!difference.isEmpty()) {
                return failed("generate overlooks " + kinds(difference), difference + sql(generated));
            }
        }
        var second = generator(migrations, schema).generate("again");
        return second.files().isEmpty()
                ? new Outcome(Kind.DONE, generated.files().isEmpty() ? "nothing to do" : "written", sql(generated))
                : failed("generate does it again", sql(second));
    }

    /// The kinds of the objects that differ.
    private static Set<String> kinds(String difference) {
        return difference
                .lines()
                .map(line -> line.strip().replaceAll(" .*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Tries `push` on a database with rows.
    public Outcome push(String from, String to) throws SQLException {
        try (var database = databases.create();
                var direct = databases.create()) {
            apply(from, database);
            apply(to, direct);
            var data = new SampleData(database);
            data.fill();
            var rows = data.read();
            var before = WholeCatalog.read(database);
            var expected = WholeCatalog.read(direct);
            try {
                new Push(List.of(file("schema/all.sql", to)), databases, false).to(database);
            } catch (RefusedChangeException e) {
                return unchanged(
                        database,
                        before,
                        data,
                        rows,
                        new Outcome(Kind.REFUSED, "refused", String.valueOf(e.getMessage())));
            } catch (SQLException e) {
                return unchanged(
                        database,
                        before,
                        data,
                        rows,
                        isCausedByRows(e)
                                ? new Outcome(Kind.REFUSED, "rows", String.valueOf(e.getMessage()))
                                : failed("push throws", e, ""));
            } catch (RuntimeException e) {
                return failed("push throws", e, "");
            }
            database.setAutoCommit(true);
            return reached(database, expected, data, rows, to);
        }
    }

    /// PostgreSQL's own message says all: there is no way from the one type to the other.
    private static boolean isWithoutCast(String message) {
        return message.contains("cannot cast type");
    }

    private static boolean isCausedByRows(SQLException e) {
        return String.valueOf(e.getSQLState()).matches(CAUSED_BY_ROWS) || isWithoutCast(String.valueOf(e.getMessage()));
    }

    private static Outcome unchanged(
            Connection database,
            SortedMap<String, String> before,
            SampleData data,
            SortedMap<SampleData.Cell, String> rows,
            Outcome outcome)
            throws SQLException {
        database.setAutoCommit(true);
        var difference =
                WholeCatalog.difference(WholeCatalog.read(database), before) + SampleData.lost(rows, data.read());
        return difference.isEmpty() ? outcome : failed("push changes what it refuses", difference);
    }

    private Outcome reached(
            Connection database,
            SortedMap<String, String> expected,
            SampleData data,
            SortedMap<SampleData.Cell, String> rows,
            String to)
            throws SQLException {
        var difference = WholeCatalog.difference(WholeCatalog.read(database), expected);
        if (!difference.isEmpty()) {
            return failed("push overlooks " + kinds(difference), difference);
        }
        var lost = SampleData.lost(rows, data.read());
        if (!lost.isEmpty()) {
            return failed("push loses", lost);
        }
        try {
            var again = new Push(List.of(file("schema/all.sql", to)), databases, false).to(database);
            return again.isEmpty()
                    ? new Outcome(Kind.DONE, "pushed", "")
                    : failed("push does it again", again.toString());
        } catch (SQLException | RuntimeException e) {
            return failed("second push throws", e, "");
        }
    }

    private static Outcome failed(String sign, String text) {
        return new Outcome(Kind.FAILED, sign, text);
    }

    private static Outcome failed(String what, Exception e, String text) {
        var state = e instanceof SQLException sql
                ? String.valueOf(sql.getSQLState())
                : e.getClass().getSimpleName();
        return failed(what + " " + state, e.getMessage() + text);
    }
}
