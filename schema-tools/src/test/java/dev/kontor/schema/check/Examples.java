package dev.kontor.schema.check;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The migrations under `check/` in the test resources. A comment `-- finds RULE, RULE` stands
/// where the check has to find exactly these. `---- next migration` begins another migration in
/// the same file.
final class Examples {

    private static final Path FOLDER = Path.of("src", "test", "resources", "check");
    private static final Pattern FINDS = Pattern.compile(".*-- finds (.+)");
    private static final Pattern NEXT = Pattern.compile("(?m)^(?=---- next (contract )?migration$)");

    /// All examples share one database, because emptying it is much faster than making another.
    private static final TestDatabase SCRATCH = TestPostgres.createDatabase();

    private Examples() {}

    static List<String> names(String folder) throws IOException {
        try (var files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".sql", ""))
                    .sorted()
                    .toList();
        }
    }

    /// Returns the findings that the file expects, each as `LINE RULE`.
    static Set<String> expected(String folder, String name) throws IOException {
        var expected = new TreeSet<String>();
        var lines = Files.readAllLines(file(folder, name));
        for (var number = 1; number <= lines.size(); number++) {
            var finds = FINDS.matcher(lines.get(number - 1));
            if (finds.matches()) {
                for (var rule : finds.group(1).split(", ", -1)) {
                    expected.add(number + " " + rule);
                }
            }
        }
        return expected;
    }

    static CheckReport check(String folder, String name) throws IOException, SQLException {
        return check(migrations(name, Files.readString(file(folder, name))));
    }

    static CheckReport check(List<SourceFile> migrations) throws IOException, SQLException {
        return check(List.of(), migrations);
    }

    /// @param earlier migrations that are applied before, and not checked
    static CheckReport check(List<SourceFile> earlier, List<SourceFile> migrations) throws IOException, SQLException {
        var all = new ArrayList<SourceFile>();
        all.add(new SourceFile("base.sql", Files.readString(FOLDER.resolve("base.sql")), false));
        all.addAll(earlier);
        return new Check(new Repository(all, List.of()), Examples::emptied, _ -> {}).only(migrations);
    }

    /// Checks the migrations on an empty database.
    static CheckReport checkAlone(List<SourceFile> migrations) throws SQLException {
        return new Check(new Repository(List.of(), List.of()), Examples::emptied, _ -> {}).only(migrations);
    }

    static List<SourceFile> bad(String name) throws IOException {
        return migrations(name, Files.readString(file("bad", name)));
    }

    /// `by_hand.run` does what an accident or an operator would do, and the owner of the schema may not.
    private static final String EMPTY = """
        drop schema public cascade;
        create schema public;
        drop schema if exists by_hand cascade;
        create schema by_hand;
        create function by_hand.run(command text) returns void
          language plpgsql security definer as $$ begin execute command; end $$;
        grant usage on schema by_hand to public;
        """;

    private static Connection emptied() throws SQLException {
        SCRATCH.execute(EMPTY);
        return SCRATCH.connect();
    }

    /// Returns the findings of the report, each as `LINE RULE`.
    static Set<String> found(CheckReport report) {
        return report.findings().stream()
                .map(finding -> finding.line() + " " + finding.rule())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Splits a file into its migrations. Blank lines before each migration keep its line numbers.
    static List<SourceFile> migrations(String name, String text) {
        var migrations = new ArrayList<SourceFile>();
        var line = 0;
        for (var part : Arrays.asList(NEXT.split(text, -1))) {
            migrations.add(new SourceFile(
                    "%s, %d".formatted(name, migrations.size() + 1),
                    "\n".repeat(line) + part,
                    part.startsWith("---- next contract")));
            line += Math.toIntExact(part.chars().filter(c -> c == '\n').count());
        }
        return migrations;
    }

    private static Path file(String folder, String name) {
        return FOLDER.resolve(folder).resolve(name + ".sql");
    }
}
