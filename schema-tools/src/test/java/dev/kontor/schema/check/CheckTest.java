package dev.kontor.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.session.TableLock;
import dev.kontor.schema.convention.Convention;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.hazard.Hazard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public final class CheckTest {

    /// These rules suggest no SQL, because only the author can tell what was meant.
    private static final Set<String> WITHOUT_SQL = Set.of("does-not-apply", "exemption-malformed", "exemption-unused");

    private static final Pattern STATEMENT = Pattern.compile("(?m)^ *(?!--)[a-z][^;]*;( --.*)?$");

    static List<String> bad() throws IOException {
        return Examples.names("bad");
    }

    static List<String> good() throws IOException {
        return Examples.names("good");
    }

    @ParameterizedTest
    @MethodSource("bad")
    @DisplayName("S17: a migration that breaks a rule is found, by rule and line, and nothing else")
    void whatBreaksARuleIsFound(String name) throws Exception {
        var report = Examples.check("bad", name);
        assertThat(Examples.found(report)).as(report.toJson()).isEqualTo(Examples.expected("bad", name));
        assertThat(report.findings()).allSatisfy(finding -> {
            assertThat(finding.effect()).doesNotContain("%").endsWith(".");
            assertThat(finding.remedy()).doesNotContain("%").isNotBlank();
            if (!WITHOUT_SQL.contains(finding.rule())) {
                assertThat(finding.remedy()).containsPattern(STATEMENT);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("good")
    @DisplayName("S17: a migration that reaches the same safely passes")
    void whatIsSafePasses(String name) throws Exception {
        var report = Examples.check("good", name);
        assertThat(report.findings()).as(report.toJson()).isEmpty();
        assertThat(report.unfilled()).isEmpty();
    }

    @Test
    void everyRuleHasAnExampleThatBreaksItAndOneThatKeepsIt() throws IOException {
        var rules = Stream.concat(
                        Stream.concat(
                                Arrays.stream(Hazard.values()).map(Hazard::id),
                                Arrays.stream(Convention.values()).map(Convention::id)),
                        Stream.of("exemption-unused", "exemption-malformed"))
                .sorted()
                .toList();
        assertThat(bad()).containsExactlyElementsOf(rules);
        assertThat(good()).containsExactlyElementsOf(rules);
        var documentation = Files.readString(Path.of("..", "docs", "check-comparison.md"));
        for (var rule : rules) {
            assertThat(documentation).contains("| " + rule + " |");
            assertThat(Examples.expected("bad", rule)).anyMatch(found -> found.endsWith(" " + rule));
        }
    }

    @Test
    void theDetachedTableIsNamed() throws Exception {
        var report = Examples.check(
                Examples.migrations("x", "alter table if exists only loans detach partition odd_loans;"));
        assertThat(report.findings())
                .extracting(Finding::effect)
                .anyMatch(effect -> effect.contains("all that uses loans, "));
    }

    @Test
    void theReportTellsTheLocksThatTheMigrationHeld() throws Exception {
        var report = Examples.check("good", "foreign-key-validated-at-once");
        assertThat(report.migrations().getFirst().locks())
                .containsExactly(
                        new TableLock("authors", "ShareRowExclusiveLock"),
                        new TableLock("books", "ShareRowExclusiveLock"));
        assertThat(report.migrations().get(1).locks()).contains(new TableLock("books", "ShareUpdateExclusiveLock"));
    }

    @Test
    void anAllowedFindingIsToldWithItsReason() throws Exception {
        var allowed = Examples.check("good", "exemption-malformed").allowed();
        assertThat(allowed).hasSize(1);
        assertThat(allowed.getFirst().reason()).isEqualTo("nothing has ever used it");
        assertThat(allowed.getFirst().finding().rule()).isEqualTo("table-dropped");
    }

    @Test
    void nothingIsCheckedAfterWhatDoesNotApply() throws Exception {
        var report = Examples.check(Examples.migrations("x", """
            drop table missing;
            ---- next migration
            -- check: allow table-dropped because it would be looked for in vain
            drop table authors;
            """));
        assertThat(Examples.found(report)).containsExactly("1 does-not-apply");
        assertThat(report.migrations()).hasSize(1);
    }
}
