package dev.kontor.schema.check;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.schema.convention.Convention;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import dev.kontor.schema.source.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the SQL of every remedy on the example that sets it off, in the place of the statement that
/// was found.
@Tag("slow")
final class RemedyTest {

    private static final String THING = "id uuid primary key default gen_random_uuid(), user_id text not null";

    /// What the author would put for each `…`, by rule.
    private static final Map<String, List<String>> FILLS = Map.ofEntries(
            entry("clustered", List.of("idx_books_pages", "idx_books_pages", "pages, id", "title")),
            entry("column-name", List.of("x int", "text", "y int")),
            entry("column-renamed", List.of("name text")),
            entry("derived-data", List.of("from books")),
            entry("detached-not-concurrently", List.of("odd_loans")),
            entry("enum-value-used", List.of("book_state", "gone")),
            entry("foreign-key-without-index", List.of("x", "x", "author_id")),
            entry("foreign-key-without-user", List.of("author_id", "authors")),
            entry("id-name", List.of("primary key", "y int")),
            entry("index-on-flag", List.of("x", "x", "done")),
            entry("index-name", List.of("name")),
            entry("constraint-name", List.of("name")),
            entry("junction-name", List.of("user_id text, file_id uuid, tag_id uuid")),
            entry(
                    "mixed-transactions",
                    List.of("if not exists idx_books_x on books (title, id)", "books add column x text")),
            entry("not-null-without-default", List.of("text", "'x'")),
            entry("object-renamed", List.of("function letter_of(title text) returns text return left(title, 1)")),
            entry("padded-type", List.of("x int", "10", "y int")),
            entry("several-locks", List.of("add column x text", "add column y text")),
            entry("table-locked", List.of("add column x text")),
            entry("table-renamed", List.of("volumes")),
            entry("table-rewritten", List.of("x text")),
            entry("table-scanned", List.of("add column x text", "ck_authors_name")),
            entry("transaction-controlled", List.of("books add column x text")),
            entry("truncated", List.of("pages = 1")),
            entry("type-narrowed", List.of("true")),
            entry("view-refreshed", List.of("idx_shelves_shelf", "idx_shelves_shelf", "user_id, shelf")),
            entry("write-misses-rows", List.of("pages = 1", "pages is null")),
            entry("write-unbounded", List.of("user_id = user_id", "user_id = ''")));

    /// Instead of those, where the remedy of one finding has other gaps than the rule's usual one.
    private static final Map<String, List<String>> FILLS_OF_ONE = Map.ofEntries(
            entry(
                    "object-dropped object-dropped:18",
                    List.of("function text_of(title text) returns text language sql immutable return title")),
            entry("object-renamed object-renamed:1", List.of("'away'")),
            entry("object-renamed object-renamed:3", List.of("states as enum ('here')")),
            entry("several-locks several-locks:8", List.of()),
            entry("several-locks several-locks:15", List.of(THING + ", author_id uuid, loan_id uuid")),
            entry("several-locks several-locks:30", List.of()),
            entry(
                    "table-scanned table-scanned:2",
                    List.of("add constraint ck_books_x check (true) not valid", "ck_books_x")),
            entry("table-scanned table-scanned:15", List.of()),
            entry("table-scanned table-scanned:17", List.of()),
            entry(
                    "transaction-controlled transaction-controlled:7",
                    List.of("books", "pages = 1", "books", "pages is null")),
            entry(
                    "view-refreshed view-refreshed:3",
                    List.of("materialized view full_shelves as select shelf_of(title) as shelf from books")));

    /// What happens before the last step of a remedy: the code stops using what is dropped.
    private static final Map<String, String> MEANWHILE = Map.of(
            "object-renamed",
            "drop materialized view shelves",
            "object-dropped",
            "drop index if exists idx_authors_name");

    /// The remedies that have run: examples have some in common.
    private static final Set<String> RUN = new HashSet<>();

    /// Every third where tests are not thorough.
    static List<String> examples() throws IOException {
        var all = Examples.names("bad");
        return IntStream.range(0, all.size())
                .filter(i -> Repetitions.areThorough() || i % 3 == 0)
                .mapToObj(all::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    @DisplayName("S17: the SQL of every remedy runs on the example, and of a hazard, passes the check")
    void everyRemedyRuns(String example) throws Exception {
        var migrations = Examples.bad(example);
        for (var finding : Examples.check(migrations).findings()) {
            var remedy = Script.parse(filled(finding));
            if (!remedy.statements().isEmpty() && RUN.add(finding.rule() + finding.remedy())) {
                run(finding, migrations);
            }
        }
    }

    @Test
    @DisplayName("S17: a domain's constraint has no safe way, and the remedy says that")
    void aDomainHasNoSafeWay() throws Exception {
        assertThat(Examples.check("bad", "table-scanned").findings())
                .filteredOn(finding -> finding.remedy().contains("alter domain"))
                .hasSize(2)
                .allMatch(finding -> finding.remedy().startsWith("-- no safe way exists: PostgreSQL reads each table"));
    }

    private static void run(Finding finding, List<SourceFile> migrations) throws Exception {
        var steps = steps(finding);
        var report = isOfTable(finding) && finding.remedy().startsWith("create table")
                ? Examples.checkAlone(steps)
                : Examples.check(isOfTable(finding) ? migrations : before(finding, migrations), steps);
        var hazards = report.findings().stream()
                .filter(found -> !isOfTable(found) || found.rule().equals("does-not-apply"))
                .toList();
        assertThat(report.migrations()).as(finding + "\n" + report.toJson()).hasSameSizeAs(steps);
        if (isOfTable(finding)) {
            assertThat(hazards).extracting(Finding::rule).as(finding.remedy()).doesNotContain("does-not-apply");
        } else {
            assertThat(hazards).as(finding.toString()).isEmpty();
        }
    }

    /// Whether the finding is about how a table is made, and not about what a statement does.
    private static boolean isOfTable(Finding finding) {
        return Arrays.stream(Convention.values()).map(Convention::id).anyMatch(finding.rule()::equals);
    }

    /// What the example does before the statement of the finding.
    private static List<SourceFile> before(Finding finding, List<SourceFile> migrations) {
        var earlier = new ArrayList<SourceFile>();
        for (var file : migrations) {
            if (!file.name().equals(finding.file())) {
                earlier.add(file);
                continue;
            }
            for (var statement : Script.parse(file.text()).statements()) {
                if (statement.line() < finding.line() && !statement.controlsTheTransaction()) {
                    earlier.add(new SourceFile("line " + statement.line(), statement.text(), false));
                }
            }
            break;
        }
        if (MEANWHILE.containsKey(finding.rule())) {
            earlier.add(new SourceFile("meanwhile", MEANWHILE.get(finding.rule()), false));
        }
        return earlier;
    }

    private static String filled(Finding finding) {
        var example = finding.file().replaceFirst(",.*", "");
        var fills = FILLS_OF_ONE.getOrDefault(
                "%s %s:%d".formatted(finding.rule(), example, finding.line()),
                FILLS.getOrDefault(finding.rule(), otherColumns(finding)));
        var remedy = finding.remedy();
        for (var fill : fills) {
            var gap = gap(remedy);
            remedy = remedy.substring(0, gap) + fill + remedy.substring(gap + 1);
        }
        return remedy;
    }

    /// The table that a convention shows may have any other columns.
    private static List<String> otherColumns(Finding finding) {
        var gaps = finding.remedy()
                .replaceAll("--.*", "")
                .chars()
                .filter(c -> c == '…')
                .count();
        return isOfTable(finding) ? List.of("x int", "y int", "z int").subList(0, Math.toIntExact(gaps)) : List.of();
    }

    /// The first gap that is in no comment.
    private static int gap(String remedy) {
        var gap = remedy.indexOf('…');
        while (gap >= 0
                && remedy.substring(remedy.lastIndexOf('\n', gap) + 1, gap).contains("--")) {
            gap = remedy.indexOf('…', gap + 1);
        }
        assertThat(gap).as(remedy).isNotNegative();
        return gap;
    }

    /// Each statement is a migration of its own, except that those without a transaction share one.
    private static List<SourceFile> steps(Finding finding) {
        var lines = filled(finding).lines().toList();
        var steps = new ArrayList<SourceFile>();
        var together = new ArrayList<String>();
        for (var statement : Script.parse(filled(finding)).statements()) {
            var text = comment(lines, statement) + statement.text() + ";";
            if (statement.runsOutsideTransactions()) {
                together.add(text);
                continue;
            }
            addTogether(steps, together);
            steps.add(new SourceFile("remedy, " + steps.size(), text, isContract(lines, statement)));
        }
        addTogether(steps, together);
        return steps;
    }

    private static void addTogether(List<SourceFile> steps, List<String> statements) {
        if (!statements.isEmpty()) {
            steps.add(new SourceFile("remedy, " + steps.size(), String.join("\n", statements), false));
            statements.clear();
        }
    }

    /// The exemption before the statement.
    private static String comment(List<String> lines, Statement statement) {
        var before = statement.line() < 2 ? "" : lines.get(statement.line() - 2);
        return before.startsWith("-- check: allow ") ? before + "\n" : "";
    }

    private static boolean isContract(List<String> lines, Statement statement) {
        var here = lines.get(statement.line() - 1);
        var before = statement.line() < 2 ? "" : lines.get(statement.line() - 2);
        return here.contains("in contract/") || (before.startsWith("--") && before.contains("contract/"));
    }
}
