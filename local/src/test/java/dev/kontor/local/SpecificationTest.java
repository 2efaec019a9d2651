package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Holds `docs/specification.md` to the tests: each one it names is there and says the row's
/// number.
final class SpecificationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("\\| (S\\d+) \\|.*\\|([^|]*)\\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void everyRowIsShownByTheTestsItNames() throws IOException {
        var sources = testSources();
        var rows = rows();
        assertThat(rows).hasSize(20);
        rows.forEach(
                (row, tests) ->
                        assertThat(tests)
                                .allSatisfy(
                                        test ->
                                                assertThat(sources.getOrDefault(test, ""))
                                                        .as("%s, which is to show %s", test, row)
                                                        .contains("@DisplayName(\"" + row + ": ")));
    }

    private static Map<String, List<String>> rows() throws IOException {
        var rows = new TreeMap<String, List<String>>();
        for (var line : Files.readAllLines(ROOT.resolve("docs/specification.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                var tests = new ArrayList<String>();
                NAME.matcher(row.group(2)).results().forEach(name -> tests.add(name.group(1)));
                rows.put(row.group(1), tests);
            }
        }
        return rows;
    }

    private static Map<String, String> testSources() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .collect(
                            Collectors.toMap(
                                    file -> file.getFileName().toString().replace(".java", ""),
                                    SpecificationTest::read,
                                    String::concat));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
