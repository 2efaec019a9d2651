package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Compares `docs/specification.md` with the tests. Each row must name exactly the test classes
/// whose display names begin with its number.
final class SpecificationTest {

    private static final Pattern ROW = Pattern.compile("\\| (S\\d+) \\|.*\\|([^|]*)\\|");
    private static final Pattern SAYS = Pattern.compile("@DisplayName\\(\\s*\"(S\\d+):");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void everyRowNamesTheTestsThatShowIt() throws IOException {
        var rows = rows();
        assertThat(rows).hasSize(20);
        assertThat(rows).containsExactlyInAnyOrderEntriesOf(shown(rows.keySet()));
    }

    private static Map<String, Set<String>> rows() throws IOException {
        var rows = new TreeMap<String, Set<String>>();
        for (var line : Files.readAllLines(TestSources.ROOT.resolve("docs/specification.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                var tests = new TreeSet<String>();
                NAME.matcher(row.group(2)).results().forEach(name -> tests.add(name.group(1)));
                rows.put(row.group(1), tests);
            }
        }
        return rows;
    }

    /// Maps each row's number to the test classes whose display names begin with it.
    private static Map<String, Set<String>> shown(Set<String> numbers) throws IOException {
        var shown = new TreeMap<String, Set<String>>();
        numbers.forEach(number -> shown.put(number, new TreeSet<>()));
        for (var source : TestSources.all()) {
            var test = source.getFileName().toString().replace(".java", "");
            SAYS.matcher(Files.readString(source))
                    .results()
                    .forEach(says -> shown.computeIfAbsent(says.group(1), _ -> new TreeSet<>())
                            .add(test));
        }
        return shown;
    }
}
