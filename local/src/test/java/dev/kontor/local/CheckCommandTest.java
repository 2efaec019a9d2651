package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs `./kontor check` on a working copy with a small schema of its own.
@Tag("slow")
final class CheckCommandTest {
    @TempDir
    Path root;

    private static final String THINGS = """
        create table things (
          id uuid primary key default gen_random_uuid(),
          user_id text not null,
          name text,
          created_at timestamptz not null default now(),
          updated_at timestamptz not null default now()
        );

        create function touch_updated_at() returns trigger
          language plpgsql
        as $$
        begin
          new.updated_at := clock_timestamp();
          return new;
        end
        $$;

        create trigger touch_updated_at before update on things
          for each row execute function touch_updated_at();
        """;

    @BeforeEach
    void makeAWorkingCopy() throws IOException {
        write("schema/things.sql", THINGS);
        write("migrations/V001__things.sql", THINGS);
    }

    @Test
    @DisplayName("S17: check tells file, line, rule, what happens and the safe way, and fails")
    void aFindingIsTold() throws Exception {
        write("migrations/V002__drop.sql", "\nalter table things drop column name;\n");
        var outcome = KontorProcess.run(root, "check");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("""
                    migrations/src/main/resources/migrations/V002__drop.sql:2: column-dropped
                      things.name is gone at once, and the release that is still running fails on every \
                    statement that names it.
                        -- release N: no code uses the column any more; release N + 1, in contract/:
                        alter table things drop column name;
                    """)
                .contains("schema/things.sql:1: schema-differs\n  No migration makes the column"
                        + " things.name, which schema/ has.");
        assertThat(outcome.errors()).isEqualTo("kontor: 2 findings in 2 files should not ship\n");

        var json = KontorProcess.run(root, "check", "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(JsonUtil.parseJson(json.output()))
                .containsOnlyKeys("migrations", "findings", "allowed", "unfilled", "missingExtensions", "skipped");
        assertThat(json.output()).contains("\"rule\":\"column-dropped\"", "\"line\":2");
    }

    @Test
    @DisplayName("S17: check passes what is safe or allowed; one file alone, wherever it is")
    void oneFileIsCheckedAloneWhereverItIs() throws Exception {
        write("migrations/V002__drop.sql", "alter table things drop column name;");
        var elsewhere = root.resolve("elsewhere.sql");
        Files.writeString(elsewhere, """
            -- check: allow table-dropped because nobody has ever used it
            drop table things;
            """);
        var outcome = KontorProcess.run(root, "check", elsewhere.toString());
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output())
                .isEqualTo("elsewhere.sql:2: table-dropped is allowed because nobody has ever used"
                        + " it\n1 migration checked, nothing found\n");
    }

    @Test
    @DisplayName("S17: check names an extension that is missing, and tries all on a server that is given")
    void aServerOfOnesOwnIsUsed() throws Exception {
        write("migrations/V002__vectors.sql", "create extension vector;");
        write("schema/vectors.sql", "create extension vector;");
        var database = TestPostgres.createDatabase();
        var outcome = KontorProcess.run(root, "check", "--url", database.url(), "--user", TestDatabase.OWNER);
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output())
                .contains(
                        "note: migrations/src/main/resources/migrations/V002__vectors.sql:1 was not tried: ERROR:"
                                + " extension \"vector\" is not available",
                        "note: this PostgreSQL lacks the extension vector; ./kontor check --url",
                        "2 migrations checked, nothing found");
        assertThat(database.query("select count(*) from pg_database where datname like 'kontor_scratch_%'"))
                .containsExactly("0");
        assertThat(database.query("select count(*) from pg_class where relname = 'things'"))
                .containsExactly("0");

        var refused = KontorProcess.run(root, "check", "--url", database.url(), "--user", TestDatabase.APP);
        assertThat(refused.errors())
                .isEqualTo("kontor: kontor_app is no superuser there, and a check needs one to make databases and"
                        + " rows\n");
    }

    @Test
    @DisplayName("S17: a check that is stopped leaves nothing on the server")
    void aStoppedCheckLeavesNothing() throws Exception {
        write("migrations/V002__sleep.sql", "select pg_sleep(60);");
        try (var server = TestPostgres.startServer()) {
            var database = new TestDatabase(TestDatabase.OWNER, server.port());
            var asleep = "select datname from pg_stat_activity where query = 'select pg_sleep(60)'";
            try (var check = KontorProcess.start(root, "check", "--url", database.url())) {
                while (database.query(asleep).isEmpty()) {
                    Thread.sleep(50);
                }
                check.terminate();
            }
            assertThat(database.query("""
                select datname from pg_database where datname like 'kontor_scratch_%'
                union all
                select rolname from pg_roles where rolname = 'kontor_check_owner'
                """)).isEmpty();
        }
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve("migrations/src/main/resources").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
