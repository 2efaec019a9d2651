package dev.kontor.migrations.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.artefact.Manifest;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.testing.MigratorFixture;
import java.nio.file.Files;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The files of a run are those that were built, and what was applied stays what it was.
final class ManifestTest extends MigratorFixture {

    @BeforeEach
    void writeMigrations() throws Exception {
        migration("V1__one.sql", "create table one ();\n-- then\ncreate table two ();\n");
        migration("V2__two.sql", "create table three ();\n");
        build();
    }

    @Test
    @DisplayName("S17: a migration that is missing, changed or unknown to the manifest is refused")
    void filesThatAreNotTheManifestsAreRefused() throws Exception {
        Files.delete(folder.resolve("V1__one.sql"));
        migration("V2__two.sql", "create table four ();\n");
        migration("V3__three.sql", "create table five ();\n");
        assertThat(run(asBuilt()).error())
                .contains("V1__one.sql is missing", "V2__two.sql has other content", "V3__three.sql is not listed");
        assertThat(exists("schema_migrations")).isFalse();
    }

    @Test
    @DisplayName("S17: no migrations where the manifest has some is a failure")
    void noMigrationsWhereThereShouldBeSomeIsAFailure() throws Exception {
        Files.delete(folder.resolve("V1__one.sql"));
        Files.delete(folder.resolve("V2__two.sql"));
        assertThat(run(asBuilt()).error()).startsWith("none of the 2 migrations of the manifest");
        build();
        assertThat(run(asBuilt()).error()).contains("lists no migrations");
        Files.delete(folder.resolve(Manifest.NAME));
        assertThat(run(asBuilt()).error()).contains("there is no manifest.sha256");
    }

    @Test
    @DisplayName("S17: a change that Flyway's own checksum does not see is refused, by name")
    void aChangeThatFlywayDoesNotSeeIsRefused() throws Exception {
        var changed = "create table one ();\n-- thencreate table two ();\n";
        flyway().migrate();
        migration("V1__one.sql", changed);
        assertThat(flyway().validateWithResult().validationSuccessful)
                .as("it leaves the ends of lines out")
                .isTrue();

        database.execute("drop table one, two, three, schema_migrations");
        writeMigrations();
        assertThat(run(asBuilt()).error()).isNull();
        migration("V1__one.sql", changed);
        assertThat(run(inFolder()).error()).startsWith(MigrationReport.CHECKSUM_MISMATCH + ": V1__one.sql was changed");
    }

    @Test
    @DisplayName("S17: a history that Flyway itself has written is taken over")
    void aHistoryOfFlywayIsTakenOver() throws Exception {
        flyway().migrate();
        migration("V3__three.sql", "create table four ()");
        assertThat(versions(run(inFolder()))).containsExactly("3");
        migration("V2__two.sql", "create table three (id int);\n");
        assertThat(run(inFolder()).error()).contains("V2__two.sql was changed");
    }

    @Test
    @DisplayName("S17: an applied migration that was deleted is refused")
    void aDeletedMigrationIsRefused() throws Exception {
        run(asBuilt());
        Files.delete(folder.resolve("V1__one.sql"));
        assertThat(run(inFolder()).error()).contains("V1 (one) was applied and is no longer");
    }

    @Test
    void aMigrationThatComesTooLateForItsNumberIsRefused() throws Exception {
        run(asBuilt());
        migration("V1.5__late.sql", "create table late ()");
        assertThat(run(inFolder()).error()).contains("V1.5__late.sql comes after V2", "later number");
        assertThat(exists("late")).isFalse();
    }

    @Test
    void sourcesNeedNoManifest() throws Exception {
        migration("V3__three.sql", "create table four ()");
        Files.delete(folder.resolve("V1__one.sql"));
        var sources = config(database).withLocation("sources:" + folder);
        assertThat(versions(run(sources))).containsExactly("2", "3");
        Files.delete(folder.resolve("V2__two.sql"));
        Files.delete(folder.resolve("V3__three.sql"));
        assertThat(run(sources).error()).startsWith("there are no migrations in sources:");
        assertThat(run(sources.withLocation("sources:" + folder.resolve("none")))
                        .error())
                .startsWith("there are no migrations in sources:");
    }

    @Test
    void namesAndNumbersAreChecked() throws Exception {
        migration("V02__again.sql", "create table again ()");
        assertThat(run(inFolder()).error()).contains("V02__again.sql", "same version", "generate --rebase");
        Files.delete(folder.resolve("V02__again.sql"));
        migration("fix.sql", "create table again ()");
        assertThat(run(inFolder()).error()).contains("fix.sql is not named as a migration is");
    }

    /// Without a new manifest.
    private MigrationConfig asBuilt() {
        return config(database).withLocation("filesystem:" + folder);
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(database.url(), "postgres", "")
                .locations("filesystem:" + folder)
                .table(MigrationConfig.DEFAULT_HISTORY)
                .load();
    }
}
