package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Compares `docs/faults.md` with the tests. Every outage and every fault must name at least one test,
/// and each test must exist.
final class FaultsTest {

    private static final int OUTAGES = 13;
    private static final int FAULTS = 29;
    private static final Pattern ROW = Pattern.compile("\\|[^|]+\\|[^|]+\\|([^|]+)\\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    @Test
    void everyFaultNamesTestsThatAreThere() throws IOException {
        var rows = new ArrayList<String>();
        for (var line : Files.readAllLines(TestSources.ROOT.resolve("docs/faults.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()
                    && !line.startsWith("| fault")
                    && !line.startsWith("| outage")
                    && !line.startsWith("|---")) {
                rows.add(row.group(1));
            }
        }
        assertThat(rows).hasSize(OUTAGES + FAULTS);
        for (var row : rows) {
            var tests = TEST.matcher(row).results().toList();
            assertThat(tests).as(row).isNotEmpty();
            for (var test : tests) {
                assertThat(Files.readString(TestSources.of(test.group(1))))
                        .as(row)
                        .containsPattern("void " + test.group(2) + "\\(");
            }
        }
    }
}
