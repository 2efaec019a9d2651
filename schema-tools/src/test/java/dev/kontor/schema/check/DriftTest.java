package dev.kontor.schema.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.kontor.migrations.artefact.Manifest;
import dev.kontor.migrations.artefact.Scope;
import dev.kontor.migrations.catalog.ExpectedCatalog;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compares the catalog that the migrations should have made with one that somebody changed.
final class DriftTest extends MigratorFixture {

    private static final Path MIGRATIONS = Path.of("..", "migrations", "src", "main", "resources", "migrations");

    @BeforeEach
    void release() throws Exception {
        migration("V1__one.sql", """
            create table one (id int primary key, name text, old text);
            create index idx_one_name on one (name);
            alter table one add constraint ck_one_name check (name <> '\\');
            grant select on one to public;
            create function twice(n int) returns int language sql immutable
              return n * 2;
            create type mood as enum ('good');
            create function keep() returns trigger language plpgsql as 'begin return new; end';
            create trigger keep before update on one for each row execute function keep();
            """);
        expect();
        run(inFolder());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "alter table one add by_hand int | column one.by_hand should not be there: integer",
                "alter table one drop old | column one.old is missing: text",
                "alter table one alter name set not null | column one.name is 'text not null'" + " instead of 'text'",
                "drop index idx_one_name | index idx_one_name is missing",
                "create index by_hand on one (old) | index by_hand should not be there",
                "alter table one drop constraint ck_one_name | constraint one.ck_one_name is" + " missing",
                "alter function twice(int) volatile | function twice(integer) is",
                "revoke select on one from public | grant on table one to public is missing:" + " SELECT",
                "alter table one disable trigger keep | trigger one.keep is",
                "drop trigger keep on one | trigger one.keep is missing",
                "alter type mood add value 'bad' | type mood is 'enum 'good', 'bad'' instead of",
                "create table by_hand (id int) | table by_hand should not be there",
            })
    @DisplayName("S17: what somebody changed by hand is noted, and the migrations go on")
    void whatWasChangedByHandIsNoted(String change, String note) throws Exception {
        migration("V2__two.sql", "create table two ()");
        expect();
        database.execute(change);
        var report = run(inFolder());
        assertThat(report.error()).isNull();
        assertThat(versions(report)).containsExactly("2");
        assertThat(report.notes()).anyMatch(line -> line.startsWith("changed by hand: " + note));
        assertThat(report.notes()).doesNotHaveDuplicates();
        assertThat(report.toJson()).contains("changed by hand: ");
        assertThat(report.lines()).anyMatch(line -> line.startsWith("note: changed by hand: " + note));
    }

    @Test
    @DisplayName("S17: by setting, a schema that was changed by hand is refused before anything is" + " applied")
    void itIsRefusedWhereThatWasAskedFor() throws Exception {
        migration("V2__two.sql", "create table two ()");
        expect();
        database.execute("alter table one add by_hand int");
        var report = run(inFolder().withRefusesDrift(true));
        assertThat(report.error()).contains("column one.by_hand should not be there", "MIGRATION_DRIFT=warn");
        assertThat(exists("two")).isFalse();

        database.execute("alter table one drop by_hand");
        assertThat(run(inFolder().withRefusesDrift(true)).error()).isNull();
    }

    @Test
    void whereTheRoleLooksForTablesMakesNoDifference() throws Exception {
        database.execute("do $$begin execute format('alter database %I set search_path = pg_catalog',"
                + " current_database()); end$$");
        assertThat(run(inFolder()).notes()).isEmpty();
    }

    @Test
    void moreThanTwentyDifferencesAreCounted() throws Exception {
        for (int i = 0; i < 22; i++) {
            database.execute("alter table one add by_hand_%d int".formatted(i));
        }
        assertThat(run(inFolder()).notes()).hasSize(21).last().isEqualTo("changed by hand: and 2 objects more");
    }

    @Test
    void whatAMigrationFoundInItsWayIsNotedAfterIt() throws Exception {
        migration("V2__two.sql", "create table if not exists two (id int)");
        expect();
        database.execute("create table two (id bigint)");
        var report = run(inFolder());
        assertThat(report.error()).isNull();
        assertThat(report.notes()).contains("changed by hand: column two.id is 'bigint' instead of 'integer'");
    }

    @Test
    void contractMigrationsThatWaitAreNoDrift() throws Exception {
        migration("contract/V2__old.sql", "alter table one drop old");
        migration("V3__more.sql", "alter table one add more int");
        expect();
        var report = run(inFolder());
        assertThat(report.held()).containsExactly("contract/V2__old.sql");
        assertThat(report.notes()).isEmpty();
        assertThat(run(inFolder().withScope(Scope.EVERYTHING)).notes()).isEmpty();
        database.execute("alter table one add old text");
        assertThat(run(inFolder()).notes())
                .containsExactly("changed by hand: column one.old should not be there: text");
    }

    @Test
    void aLaterReleasesSchemaIsNoDrift() throws Exception {
        var earlier = copyOf(folder);
        Files.copy(folder.resolve(ExpectedCatalog.NAME), earlier.resolve(ExpectedCatalog.NAME));
        migration("V2__two.sql", "create table two ()");
        expect();
        run(inFolder());
        assertThat(run(config(database).withLocation("filesystem:" + earlier)).notes())
                .isEmpty();
    }

    @Test
    @DisplayName("S17: the catalog that the archive expects is what its migrations make")
    void theFileIsWhatTheMigrationsMake() throws Exception {
        var resources = Path.of("..", "migrations", "src", "main", "resources")
                .toAbsolutePath()
                .normalize();
        var made = steps(Repository.read(resources, resources).migrations()).toString();
        var file = MIGRATIONS.resolve(ExpectedCatalog.NAME);
        var written = Files.exists(file) ? Files.readString(file) : "";
        if (!written.equals(made)) {
            var fresh = Path.of("target", ExpectedCatalog.NAME);
            Files.writeString(fresh, made);
            fail("%s is stale; schema-tools/%s is the new one: copy it there", file, fresh);
        }
    }

    @Test
    void theRealMigrationsLeaveNoDrift() {
        var fresh = TestPostgres.createDatabase();
        assertThat(run(config(fresh)).notes()).isEmpty();
        assertThat(run(config(fresh)).notes()).isEmpty();
    }

    @Test
    void theFileReadsAsItWasWritten() throws Exception {
        var text = Files.readString(folder.resolve(ExpectedCatalog.NAME));
        assertThat(ExpectedCatalog.parse(text).toString()).isEqualTo(text);
        assertThat(text).contains("\\\\", "\\n");
    }

    @Test
    void theSettingIsReadFromTheEnvironment() {
        var environment = new HashMap<>(Map.of("DATABASE_URL", database.url(), "DATABASE_USER", "postgres"));
        assertThat(MigrationConfig.fromEnvironment(environment).refusesDrift()).isFalse();
        environment.put("MIGRATION_DRIFT", "refuse");
        assertThat(MigrationConfig.fromEnvironment(environment).refusesDrift()).isTrue();
        environment.put("MIGRATION_DRIFT", "maybe");
        assertThatThrownBy(() -> MigrationConfig.fromEnvironment(environment))
                .hasMessage("MIGRATION_DRIFT is malformed: expected warn or refuse");
    }

    /// Writes the expected catalog beside the migrations.
    private void expect() throws Exception {
        var files = new ArrayList<SourceFile>();
        for (var file : Manifest.read(folder).keySet()) {
            if (file.endsWith(".sql")) {
                files.add(Repository.file(folder.resolve(file), folder));
            }
        }
        files.sort(Comparator.comparing(file -> file.name().replace("contract/", "")));
        Files.writeString(folder.resolve(ExpectedCatalog.NAME), steps(files).toString());
    }

    private static ExpectedCatalog steps(List<SourceFile> migrations) throws Exception {
        try (var connection = TestPostgres.createDatabase().connect()) {
            return CatalogSteps.of(migrations, connection);
        }
    }
}
