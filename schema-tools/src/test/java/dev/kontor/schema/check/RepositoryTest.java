package dev.kontor.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./kontor check` finds nothing in this repository, and finds each difference that a test makes.
final class RepositoryTest {

    private static final Path RESOURCES = Path.of("..", "migrations", "src", "main", "resources")
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path folder;

    @Test
    @DisplayName("S3: schema/ and the migrations agree, and no check finds anything")
    void theRepositorysMigrationsPass() throws Exception {
        var repository = Repository.read(RESOURCES, RESOURCES);
        var report = check(repository);
        assertThat(report.findings()).isEmpty();
        assertThat(report.unfilled()).isEmpty();
        assertThat(report.migrations()).hasSameSizeAs(repository.migrations());
    }

    @Test
    @DisplayName("S3: a difference between schema/ and the migrations is found, either way")
    void aDifferenceToTheSchemaIsFound() throws Exception {
        write("migrations/V1__things.sql", """

            create type mood as enum ('good');
            create view views as select 1 as one;
            """);
        write("schema/b.sql", "create view views as select 2 as one;\n");
        write("schema/a.sql", "\n\ncreate type tone as enum ('good');\n");
        assertThat(check(Repository.read(folder, folder)).findings())
                .extracting(finding -> finding.file() + ":" + finding.line() + " " + finding.effect())
                .anyMatch(line -> line.matches(
                        "migrations/V1__things.sql:2 The migrations make the type" + " mood, and schema/ does not."))
                .anyMatch(line ->
                        line.matches("schema/a.sql:3 No migration makes the type tone, which" + " schema/ has."))
                .anyMatch(line -> line.matches("schema/b.sql:1 By the migrations, the table views is .*"));
    }

    @Test
    @DisplayName("S17: what an applied migration is allowed stands in a list, with its reason")
    void appliedMigrationsAreAllowedByAList() throws Exception {
        write("migrations/V1__moods.sql", "create type mood as enum ('good');");
        write("migrations/V2__no_moods.sql", "\n\ndrop type mood;");
        var inTime = "V2__no_moods.sql:3: allow object-dropped because nobody has ever used it\n";
        write("migrations/exemptions.txt", "# why\n\n" + inTime);
        var report = check(Repository.read(folder, folder));
        assertThat(report.findings()).isEmpty();
        assertThat(report.allowed())
                .extracting(each -> each.finding().file() + ": " + each.reason())
                .containsExactly("migrations/V2__no_moods.sql: nobody has ever used it");

        write(
                "migrations/exemptions.txt",
                "V2__no_moods.sql:1: allow object-dropped because the line is another\n" + inTime + """
                    V1__moods.sql:1: allow object-dropped because it may come to that
                    V3__gone.sql:1: allow object-dropped because there was such a file
                    V2__no_moods.sql:3: allow nonsense because it has no such rule
                    V2__no_moods.sql: allow object-dropped because it names no line
                    """);
        var repository = Repository.read(folder, folder);
        assertThat(Examples.found(check(repository)))
                .containsExactly(
                        "1 exemption-unused",
                        "3 exemption-unused",
                        "4 exemption-unused",
                        "5 exemption-malformed",
                        "6 exemption-malformed");
        assertThat(Examples.found(checkOnly(repository, 1)))
                .as("the other migrations' exemptions are not this one's")
                .contains("1 exemption-unused")
                .doesNotContain("3 exemption-unused");
    }

    @Test
    @DisplayName("S17: of a column's indexes, those are found that a wider type builds anew")
    void anIndexWhoseFileStaysIsNoFinding() throws Exception {
        var file = new SourceFile(
                "wider.sql", "alter table file_versions alter column storage_key type varchar(600);", false);
        var report =
                new Check(Repository.read(RESOURCES, RESOURCES), RepositoryTest::scratch, _ -> {}).only(List.of(file));
        assertThat(report.findings())
                .extracting(finding -> finding.rule() + ": " + finding.effect())
                .containsExactly("index-rebuilt: idx_file_versions_user_id_storage_key is built anew under a lock"
                        + " that stops the writes of file_versions, and reads that would use it.");
    }

    @Test
    void migrationsAreReadInTheOrderTheyAreAppliedIn() throws Exception {
        for (var name : List.of(
                "migrations/V10__b.sql",
                "migrations/V9__a.sql",
                "migrations/contract/V009_1__c.sql",
                "migrations/notes.txt")) {
            write(name, "");
        }
        assertThat(Repository.read(folder, folder).migrations())
                .extracting(file -> file.name() + " " + file.isContract())
                .containsExactly(
                        "migrations/V9__a.sql false",
                        "migrations/contract/V009_1__c.sql true",
                        "migrations/V10__b.sql false");
    }

    private static CheckReport check(Repository repository) throws Exception {
        return new Check(repository, RepositoryTest::scratch, _ -> {}).all();
    }

    private static CheckReport checkOnly(Repository repository, int index) throws Exception {
        return new Check(repository, RepositoryTest::scratch, _ -> {})
                .only(List.of(repository.migrations().get(index)));
    }

    private static Connection scratch() throws SQLException {
        return TestPostgres.createDatabase().connect();
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
