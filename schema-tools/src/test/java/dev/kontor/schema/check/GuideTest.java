package dev.kontor.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.artefact.Scope;
import dev.kontor.migrations.testing.MigratorFixture;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Runs the SQL that docs/schema-changes.md and docs/own-schema.md show.
final class GuideTest extends MigratorFixture {

    private static final Path EXAMPLE = Path.of("..", "docs", "schema-changes.md");
    private static final Path OWN_SCHEMA = Path.of("..", "docs", "own-schema.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sql\n-- (?<name>[^\n]*)\n(?<sql>.*?)^```$");

    @Test
    @DisplayName("S17: the worked example passes the check, and does what it promises")
    void theWorkedExampleIsSafe() throws Exception {
        var example = blocks(EXAMPLE, "migrations/");
        assertThat(example).hasSize(7);
        assertThat(example.getLast().isContract()).isTrue();
        var resources = Path.of("..", "migrations", "src", "main", "resources")
                .toAbsolutePath()
                .normalize();
        var repository = Repository.read(resources, resources);
        var report = new Check(repository, () -> TestPostgres.createDatabase().connect(), _ -> {}).only(example);
        assertThat(report.findings()).isEmpty();
        assertThat(report.migrations()).hasSize(7);
    }

    @Test
    @DisplayName("S17: the worked example keeps old and new code working, as the function applies it")
    void theWorkedExampleFillsEveryRow() throws Exception {
        migration("V1__tags.sql", """
            create table tags (id uuid primary key default gen_random_uuid(), name text, color varchar(50));
            insert into tags (name, color)
            select n, case n % 3 when 0 then '#00ff00' when 1 then 'red' end from generate_series(1, 2500) as n;
            """);
        for (var file : blocks(EXAMPLE, "migrations/")) {
            migration(file.name().replace("migrations/", ""), file.text());
        }
        // The previous release still writes rows like `late`. The second filling must reach them.
        assertThat(run(inFolder().withScope(upTo("902"))).error()).isNull();
        database.execute("insert into tags (name, color) values ('late', 'blue')");
        var report = run(inFolder().withScope(Scope.EXPAND));
        assertThat(report.error()).isNull();
        assertThat(report.held()).containsExactly("contract/V907__drop_colors.sql");
        assertThat(database.query("select color_code, count(*) from tags group by 1 order by 1"))
                .containsExactly("#00ff00 833", "#808080 1668");
        database.execute("insert into tags (name, color, color_code) values ('x', 'y', '#ffffff')");

        assertThat(run(inFolder().withScope(Scope.EVERYTHING)).held()).isEmpty();
        assertThat(database.query(
                        "select column_name from information_schema.columns where" + " table_name = 'tags' order by 1"))
                .containsExactly("color_code", "id", "name");
    }

    @Test
    void aDatabaseThatHadTablesIsTakenOver() throws Exception {
        migration("V001__what_was_there.sql", "create table one (id int)");
        migration("V002__more.sql", "alter table one add size int");
        database.execute("create table one (id int)");
        assertThat(run(inFolder()).error()).isNotNull();

        database.execute(blocks(OWN_SCHEMA, "by hand").getFirst().text());
        var report = run(inFolder());
        assertThat(report.error()).isNull();
        assertThat(versions(report)).containsExactly("002");
    }

    private static Scope upTo(String version) {
        return new Scope(MigrationVersion.fromVersion(version), null);
    }

    private static List<SourceFile> blocks(Path document, String name) throws IOException {
        return BLOCK.matcher(Files.readString(document))
                .results()
                .filter(block -> block.group("name").startsWith(name))
                .map(block -> new SourceFile(
                        block.group("name"),
                        block.group("sql"),
                        block.group("name").contains("/contract/")))
                .toList();
    }
}
