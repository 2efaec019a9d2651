package dev.kontor.schema.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.check.Check;
import dev.kontor.schema.diff.RefusedChangeException;
import dev.kontor.schema.generate.Generator.Generated;
import dev.kontor.schema.generate.Rebase.Moved;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Two branches have each made a second migration, and one was merged into the other.
final class RebaseTest {

    private static final ScratchDatabases SCRATCH =
            () -> TestPostgres.createDatabase().connect();

    private static final String NOTES = """
        create table notes (
          id uuid primary key default gen_random_uuid(), user_id text not null,
          created_at timestamptz not null default now());
        create index idx_notes_user_id on notes (user_id, id);
        """;
    private static final String SHELF = "alter table notes add column shelf text;\n";
    private static final String COLOR = "alter table notes add column color text;\n";

    private static final SourceFile FIRST = file("V001__notes.sql", NOTES);
    private static final SourceFile THEIRS = file("V002__shelf.sql", SHELF);
    private static final SourceFile OWN = file("V002__color.sql", "-- V002: color.\n\n" + COLOR);

    @Test
    void ownMigrationsComeAfterTheMergedOnesInTheirOrder() {
        var rebase = rebase(
                Set.of("V001__a.sql", "V002__theirs.sql", "contract/V003__theirs.sql"),
                file("V001__a.sql", ""),
                file("V002__b.sql", ""),
                file("V002__theirs.sql", ""),
                file("contract/V003__c.sql", ""),
                file("contract/V003__theirs.sql", ""),
                file("V009__d.sql", ""),
                file("V009__e.sql", ""),
                file("notes.sql", ""));
        assertThat(rebase.repository().migrations())
                .extracting(SourceFile::name)
                .containsExactly(
                        "V001__a.sql",
                        "V002__theirs.sql",
                        "contract/V003__theirs.sql",
                        "V004__b.sql",
                        "contract/V005__c.sql",
                        "V009__d.sql",
                        "V010__e.sql",
                        "notes.sql");
        assertThat(rebase.repository().twins()).isEmpty();
        assertThat(rebase.moved())
                .extracting(moved -> moved.before().name())
                .containsExactly("V002__b.sql", "contract/V003__c.sql", "V009__e.sql");
    }

    @Test
    void whatNamesAMovedFileFollows() {
        var repository = new Repository(
                List.of(
                        file("V001__a.sql", "-- V001 and V002"),
                        file("V002__b.sql", "-- V002: as in V001, before V003.\nselect 'V002';\n"),
                        file("V002__theirs.sql", "-- V002\n"),
                        file("V003__c.sql", "-- After V2__b.sql, not V0031.\n")),
                List.of(),
                file("exemptions.txt", """
                    # V002
                    V001__a.sql:1: allow x because y
                    V002__b.sql:2: allow x because y
                    V002__theirs.sql:2: allow x because y
                    V003__c.sql:2: allow x because y
                    """));
        var rebase = Rebase.of(repository, Set.of("V001__a.sql", "V002__theirs.sql"));
        assertThat(rebase.repository().migrations())
                .extracting(file -> file.name() + " " + file.text())
                .containsExactly(
                        "V001__a.sql -- V001 and V002",
                        "V002__theirs.sql -- V002\n",
                        "V003__b.sql -- V003: as in V001, before V004.\nselect 'V002';\n",
                        "V004__c.sql -- After V003__b.sql, not V0031.\n");
        assertThat(rebase.repository().exemptions().text()).isEqualTo("""
            # V002
            V001__a.sql:1: allow x because y
            V003__b.sql:2: allow x because y
            V002__theirs.sql:2: allow x because y
            V004__c.sql:2: allow x because y
            """);
    }

    @Test
    void numbersThatAreLateEnoughStay() {
        assertThat(rebase(Set.of("V002__a.sql"), file("V002__a.sql", ""), file("V002.5__b.sql", ""))
                        .moved())
                .isEmpty();
        assertThat(rebase(Set.of(), file("V1__a.sql", ""), file("V2__b.sql", ""))
                        .moved())
                .isEmpty();
    }

    @Test
    void theResultIsProvenAsWhatGenerateWrites() throws Exception {
        var generated = prove(null, NOTES + SHELF + COLOR, FIRST, OWN, THEIRS);
        assertThat(generated.remaining()).extracting(Object::toString).isEmpty();
        assertThat(generated.findings()).isEmpty();
        assertThat(generated.files()).isEmpty();
        assertThat(generated.catalog().toString()).endsWith("""
            V002__shelf.sql
            + column notes.shelf: text
            V003__color.sql
            + column notes.color: text
            """);
    }

    @Test
    void whatTheMergeHasBrokenIsTold() throws Exception {
        var taken = file("V002__taken.sql", COLOR);
        assertThatThrownBy(() -> prove(null, NOTES + COLOR, FIRST, taken, OWN))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("V003__color.sql:3: ")
                .hasMessageContaining("already exists");

        assertThat(prove(null, NOTES + COLOR, FIRST, OWN, THEIRS).remaining())
                .extracting(Object::toString)
                .containsExactly("column notes.shelf should not be there: text");

        var locking = file("V002__lock.sql", "create index idx_notes_created_at on notes (user_id, created_at);");
        assertThat(prove(null, NOTES + SHELF + locking.text(), FIRST, locking, THEIRS)
                        .findings())
                .extracting(finding -> finding.file() + " " + finding.rule())
                .containsExactly("V003__lock.sql index-not-concurrently");
    }

    @Test
    void aFurtherMigrationIsWrittenInTheSameStep() throws Exception {
        var more = "alter table notes add column more text;\n";
        var generated = prove("more", NOTES + SHELF + COLOR + more, FIRST, OWN, THEIRS);
        assertThat(generated.isComplete()).isTrue();
        assertThat(generated.files()).extracting(SourceFile::fileName).containsExactly("V004__more.sql");
        assertThat(generated.files().getFirst().text())
                .contains("-- V004: more.", "-- Locks: ACCESS EXCLUSIVE on notes.");
    }

    @Test
    void twoFilesOfOneNumberAreRefusedAndFound() throws Exception {
        var repository = repository(NOTES + SHELF + COLOR, FIRST, OWN, THEIRS);
        assertThatThrownBy(() -> new Generator(repository, SCRATCH, _ -> {}).generate("x"))
                .isInstanceOf(RefusedChangeException.class)
                .hasMessage("nothing was written: V002__color.sql and V002__shelf.sql have the same number;"
                        + " ./kontor generate --rebase gives yours a later one");

        assertThat(new Check(repository, SCRATCH, _ -> {}).all().findings())
                .filteredOn(finding -> finding.file().startsWith("V002"))
                .extracting(finding -> finding.place() + " " + finding.effect())
                .containsExactly("V002__shelf.sql:1: number-taken V002__color.sql has the same number."
                        + " No database would get either: the run refuses both.");
        assertThat(new Check(repository, SCRATCH, _ -> {}).only(List.of(FIRST)).findings())
                .extracting(finding -> finding.rule())
                .doesNotContain("number-taken");
        assertThat(new Check(repository, SCRATCH, _ -> {}).only(List.of(OWN)).findings())
                .extracting(finding -> finding.rule())
                .containsExactly("number-taken");
    }

    /// Rebases on V001 and on [#THEIRS], or on what is there in its place.
    private static Generated prove(@Nullable String name, String schema, SourceFile... files) throws SQLException {
        var merged = Set.of("V001__notes.sql", "V002__shelf.sql", "V002__taken.sql");
        var rebase = Rebase.of(repository(schema, files), merged);
        var moved = rebase.moved().stream().map(Moved::after).toList();
        return new Generator(rebase.repository(), SCRATCH, _ -> {}).generate(name, moved);
    }

    private static Rebase rebase(Set<String> merged, SourceFile... files) {
        return Rebase.of(repository("", files), merged);
    }

    private static Repository repository(String schema, SourceFile... files) {
        return new Repository(List.of(files), List.of(file("schema/notes.sql", schema)));
    }

    private static SourceFile file(String name, String text) {
        return new SourceFile(name, text, name.startsWith("contract/"));
    }
}
