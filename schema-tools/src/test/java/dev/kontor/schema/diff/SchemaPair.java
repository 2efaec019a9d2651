package dev.kontor.schema.diff;

import dev.kontor.migrations.testing.Repetitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Two schemas from `src/test/resources/changes`, and what is to come of the way from one to the other.
///
/// @param before what the schema has beside [Things#SCHEMA]
/// @param rows SQL that fills the tables before
/// @param after what the schema is to have beside [Things#SCHEMA]
/// @param generate what `generate` is to say, such as `complete`
/// @param push what `push` is to say, such as `done`
/// @param writes a part of the migrations; may be empty
/// @param keeps a query on the database after the push and the row that it finds; may be empty
public record SchemaPair(
        String name,
        String before,
        String rows,
        String after,
        String generate,
        String push,
        String writes,
        String keeps) {

    private static final int STEP = 6;

    private static final Path FOLDER = Path.of("src", "test", "resources", "changes");

    /// The pairs that `push` is tried with: every sixth where tests are not thorough.
    public static Stream<SchemaPair> toPush() throws IOException {
        return every(0);
    }

    /// The pairs that `generate` is tried with: every sixth where tests are not thorough, and others
    /// than those for `push`.
    public static Stream<SchemaPair> toGenerate() throws IOException {
        return every(STEP / 2);
    }

    private static Stream<SchemaPair> every(int first) throws IOException {
        var pairs = all().toList();
        return IntStream.range(0, pairs.size())
                .filter(i -> Repetitions.areThorough() || i % STEP == first)
                .mapToObj(pairs::get);
    }

    private static Stream<SchemaPair> all() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream().flatMap(SchemaPair::in);
        }
    }

    private static Stream<SchemaPair> in(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^=== ", -1))
                    .skip(1)
                    .map(SchemaPair::parse);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SchemaPair parse(String text) {
        var expected = part(text, "expect");
        return new SchemaPair(
                text.lines().findFirst().orElseThrow(),
                Things.SCHEMA + part(text, "before"),
                part(text, "rows"),
                Things.SCHEMA + part(text, "after"),
                line(expected, "generate"),
                line(expected, "push"),
                line(expected, "writes"),
                line(expected, "keeps"));
    }

    private static String part(String text, String name) {
        var part = Pattern.compile("(?ms)^--- %s\n(.*?)(?=^--- |\\z)".formatted(name))
                .matcher(text);
        return part.find() ? part.group(1).stripTrailing() + "\n" : "";
    }

    private static String line(String expected, String name) {
        var line = Pattern.compile("(?m)^%s: (.*)$".formatted(name)).matcher(expected);
        return line.find() ? line.group(1) : "";
    }

    /// The part of an expectation after its first words; empty where it has only those.
    public static String detail(String expectation) {
        var colon = expectation.indexOf(": ");
        return colon < 0 ? "" : expectation.substring(colon + 2);
    }

    /// The rules that an expectation names.
    public List<String> rules() {
        return generate.startsWith("finds: ") ? List.of(detail(generate).split(",", -1)) : List.of();
    }

    @Override
    public String toString() {
        return name;
    }
}
