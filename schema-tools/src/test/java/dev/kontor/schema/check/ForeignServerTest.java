package dev.kontor.schema.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.diff.Push;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.generate.Generator;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What migrations name and a new server lacks: a history, an extension, a role.
final class ForeignServerTest {

    private static final ScratchDatabases SCRATCH =
            () -> TestPostgres.createDatabase().connect();

    private static final String NOTES = """
        create table notes (
          id uuid primary key default gen_random_uuid(), user_id text not null,
          created_at timestamptz not null default now());
        create index idx_notes_user_id on notes (user_id, id);
        """;

    private static final String VECTORS = """
        create extension if not exists vector;
        alter table notes add column text text; create table meanings (
          id int, meaning vector(3)
        );
        create index idx_meanings on meanings (meaning);
        alter table notes add column word text;
        """;

    private static final String OWNED = "create table things (id int);\nalter table things owner to shop;\n";

    @Test
    @DisplayName("S17: migrations may name the history as MIGRATION_HISTORY does")
    void aHistoryOfAnotherNameIsThere() throws Exception {
        var grant = NOTES + "do $$ begin create role reader_of_history; exception when duplicate_object then null;"
                + " end $$;\ngrant select on our_migrations to reader_of_history;\n";
        var repository = repository(grant, NOTES).withHistory("our_migrations");
        var report = new Check(repository, SCRATCH, _ -> {}).all();
        assertThat(report.findings())
                .extracting(Finding::place)
                .noneMatch(place -> place.contains("does-not-apply") || place.contains("our_migrations"))
                .noneMatch(place -> place.startsWith("x.sql"));
        assertThat(report.findings())
                .extracting(Finding::effect)
                .noneMatch(effect -> effect.contains("our_migrations"));
        assertThat(report.unfilled()).isEmpty();
        assertThat(new Generator(repository, SCRATCH, _ -> {}).generate("x").files())
                .isEmpty();
    }

    @Test
    @DisplayName("S17: generate and push leave out what needs a missing extension, and name it")
    void whatNeedsAMissingExtensionIsLeftOut() throws Exception {
        var more = "alter table notes add column more text;\n";
        var available = AvailableRepository.of(repository(NOTES + VECTORS, NOTES + VECTORS + more), SCRATCH);
        assertThat(available.missing()).containsExactly("vector");
        assertThat(available.skipped())
                .extracting(skipped -> skipped.file() + ":" + skipped.line())
                .containsExactly("V001__x.sql:5", "V001__x.sql:6", "V001__x.sql:9", "x.sql:5", "x.sql:6", "x.sql:9");

        var generated = new Generator(available.repository(), SCRATCH, _ -> {}).generate("add_more");
        assertThat(generated.isComplete()).isTrue();
        assertThat(generated.files()).hasSize(1);
        assertThat(generated.files().getFirst().text()).endsWith("alter table notes add column more text;\n");

        try (var database = SCRATCH.create()) {
            assertThat(new Push(available.repository().schema(), SCRATCH, false).to(database))
                    .extracting(difference -> difference.object())
                    .contains("column notes.more", "column notes.text", "column notes.word")
                    .doesNotContain("table meanings");
        }
    }

    @Test
    void aRepositoryWithAllItsExtensionsStaysAsItIs() throws Exception {
        var repository = repository("create extension pg_trgm;\n" + NOTES, NOTES);
        assertThat(AvailableRepository.of(repository, SCRATCH).repository()).isEqualTo(repository);
    }

    @Test
    @DisplayName("S17: an owner that a new server lacks is explained, with what to do")
    void anUnknownRoleIsExplained() throws Exception {
        var report = new Check(repository(OWNED, ""), SCRATCH, _ -> {}).all();
        var finding = report.findings().stream()
                .filter(each -> each.rule().equals("does-not-apply"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.line()).isEqualTo(2);
        assertThat(finding.effect())
                .contains("a new server has no role \"shop\"")
                .doesNotContain("ERROR");
        assertThat(finding.remedy()).contains("--no-owner").contains("create role \"shop\"");

        assertThatThrownBy(() -> new Generator(repository("", OWNED), SCRATCH, _ -> {}).generate("x"))
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(UnknownRole.explain(String.valueOf(e.getMessage())))
                        .startsWith("x.sql:2 does not apply: ")
                        .contains("role \"shop\" does not exist: ", "--no-owner", "docs/own-schema.md"));
    }

    private static Repository repository(String migration, String schema) {
        return new Repository(
                List.of(new SourceFile("V001__x.sql", migration, false)),
                List.of(new SourceFile("x.sql", schema, false)));
    }
}
