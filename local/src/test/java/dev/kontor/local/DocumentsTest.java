package dev.kontor.local;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks the documents: their links lead somewhere, they are short, and the names in them exist.
final class DocumentsTest {

    private static final int README_WORDS = 450;
    private static final int DECISION_WORDS = 300;
    private static final Path ROOT = TestSources.ROOT;
    private static final Path DECISIONS = ROOT.resolve("docs/decisions");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\((?<target>[^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern DECISION_FILE = Pattern.compile("\\d{4}-[a-z0-9-]+\\.md");
    private static final Pattern CITED = Pattern.compile("docs/[\\w/.-]*\\w|\\bdecisions? (?<number>\\d{4})");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\b");
    private static final Pattern ROLE = Pattern.compile(
            "(?m)^  (\\w+):\n    Type: AWS::IAM::Role\n(?:(?:    .*)?\n)*?      ManagedPolicyArns: .*RowsPolicy");
    private static final Pattern OPERATION = Pattern.compile("operationId: (\\w+)");

    static List<Path> documents() throws IOException {
        return TestSources.files()
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    static List<Path> decisions() throws IOException {
        try (var files = Files.list(DECISIONS)) {
            return files.filter(file ->
                            DECISION_FILE.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        assertThat(links(document)).allSatisfy(link -> assertLeadsSomewhere(document, link));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void aDecisionIsShortAndHasThreeSections(Path decision) throws IOException {
        assertThat(Files.readString(decision))
                .containsSubsequence("## Context\n", "## Decision\n", "## Consequences\n");
        assertThat(words(decision)).isLessThan(DECISION_WORDS);
    }

    @Test
    void theListOfDecisionsHasThemAll() throws IOException {
        var names = decisions().stream().map(file -> file.getFileName().toString());

        assertThat(links(DECISIONS.resolve("README.md")))
                .filteredOn(link -> DECISION_FILE.matcher(link).matches())
                .containsExactlyInAnyOrderElementsOf(names.toList());
    }

    @Test
    void theReadmeTakesTwoMinutes() throws IOException {
        assertThat(words(ROOT.resolve("README.md"))).isLessThan(README_WORDS);
    }

    @Test
    void theTableOfRoutesHasEveryOperation() throws IOException {
        var operations = OPERATION
                .matcher(Files.readString(ROOT.resolve("functions/openapi.yaml")))
                .results()
                .map(match -> "`" + match.group(1) + "`")
                .toList();

        assertThat(operations).hasSizeGreaterThan(40);
        assertThat(Files.readString(ROOT.resolve("docs/api.md"))).contains(operations);
    }

    /// Where there is no proxy, each of these roles signs in to the database itself.
    @Test
    void theRestoreNamesEveryRoleOfAFunctionThatHasRows() throws IOException {
        var roles = ROLE.matcher(Files.readString(ROOT.resolve("template.yaml")))
                .results()
                .map(match -> "`" + match.group(1) + "`")
                .toList();

        assertThat(roles).hasSizeGreaterThan(10);
        assertThat(Files.readString(ROOT.resolve("docs/restore.md"))).contains(roles);
    }

    /// Each operation writes three metrics, and five are of clean-ups and logs.
    @Test
    void theCostsCountTheMetricsOfAllOperations() throws IOException {
        var operations = Template.read(ROOT.resolve("template.yaml")).routes().size();
        assertThat(Files.readString(ROOT.resolve("docs/costs.md")))
                .contains("3 for each of %d operations".formatted(operations))
                .contains(" %d × 0.30 + ".formatted(3 * operations + 5));
    }

    @Test
    void everyTestThatADocumentNamesIsThere() throws IOException {
        var tests = TestSources.all().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(toSet());

        for (var document : documents()) {
            assertThat(TEST.matcher(Files.readString(document)).results().map(test -> test.group(1)))
                    .as(document.toString())
                    .isSubsetOf(tests);
        }
    }

    @Test
    void whatTheSourcesCiteIsThere() throws IOException {
        var lost = new ArrayList<String>();
        for (var file : TestSources.files().filter(DocumentsTest::isSource).toList()) {
            CITED.matcher(Files.readString(file))
                    .results()
                    .filter(cited -> !isThere(cited))
                    .forEach(cited -> lost.add(ROOT.relativize(file) + ": " + cited.group()));
        }
        assertThat(lost).isEmpty();
    }

    private static boolean isSource(Path file) {
        var name = file.getFileName().toString();
        return Stream.of(
                                ".java",
                                ".yaml",
                                ".toml",
                                ".sql",
                                ".py",
                                ".xml",
                                "kontor",
                                "run",
                                "compare-checks",
                                "sam-local",
                                "sam-local-template")
                        .anyMatch(name::endsWith)
                && !name.equals("DocumentsTest.java");
    }

    /// Finds a document by its path, and a decision also by the number that its name begins with.
    private static boolean isThere(MatchResult cited) {
        var number = cited.group("number");
        var path = number == null ? cited.group() : "docs/decisions/" + number;
        var slash = path.lastIndexOf('/');
        var name = path.substring(slash + 1);
        var names = ROOT.resolve(path.substring(0, slash)).toFile().list();
        return names != null && Stream.of(names).anyMatch(each -> each.equals(name) || each.startsWith(name + "-"));
    }

    private static void assertLeadsSomewhere(Path document, String link) throws IOException {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);

        assertThat(target).as(link).exists();
        if (parts.length == 2) {
            assertThat(anchors(target)).as(link).contains(parts[1]);
        }
    }

    private static List<String> links(Path document) throws IOException {
        return LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll(""))
                .results()
                .map(link -> link.group("target"))
                .filter(link -> !link.startsWith("https://"))
                .toList();
    }

    /// Derives the anchors from the headings by GitHub's rules.
    private static Set<String> anchors(Path document) throws IOException {
        var text = CODE.matcher(Files.readString(document)).replaceAll("");
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(toSet());
    }

    private static int words(Path document) throws IOException {
        return Files.readString(document).trim().split("\\s+").length;
    }
}
