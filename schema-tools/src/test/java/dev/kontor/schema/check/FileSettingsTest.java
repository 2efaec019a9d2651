package dev.kontor.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.catalog.Catalog;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.diff.Push;
import dev.kontor.schema.diff.Target;
import dev.kontor.schema.scratch.ScratchDatabases;
import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A file of `schema/` that changes its session, as a dump does, changes it for no other file.
final class FileSettingsTest {

    private static final ScratchDatabases SCRATCH =
            () -> TestPostgres.createDatabase().connect();

    private static final List<SourceFile> SCHEMA =
            List.of(file("a.sql", """
                \\restrict abc
                set lock_timeout = 0;
                select pg_catalog.set_config('search_path', '', false);
                create view public.ones as select 1 as one;
                create view public.twos as select one + 1 as two from public.ones;
                select pg_catalog.set_config('role', session_user, false);
                \\unrestrict abc
                """), file("b.sql", "create view threes as select two + 1 as three from twos;\n"));

    @Test
    void schemaIsReadFileByFile() throws Exception {
        try (var empty = SCRATCH.create();
                var check = SCRATCH.create()) {
            var target = Target.read(SCHEMA, empty);
            assertThat(target.catalog().objects())
                    .hasEntrySatisfying(
                            "table threes", definition -> assertThat(definition).contains("FROM twos"))
                    .hasEntrySatisfying(
                            "table twos", definition -> assertThat(definition).contains("FROM ones"));
            assertThat(new SchemaComparison(new Repository(List.of(), SCHEMA)).compare(check, target.catalog()))
                    .isEmpty();
        }
    }

    @Test
    void aPushMakesNoSettings() throws Exception {
        try (var database = SCRATCH.create()) {
            new Push(SCHEMA, SCRATCH, false).to(database);
            assertThat(new Push(SCHEMA, SCRATCH, false).to(database)).isEmpty();
            assertThat(setting(database, "search_path")).contains("public");
            assertThat(setting(database, "role")).isEqualTo("none");
        }
    }

    @Test
    void whatDoesNotApplyIsToldByItsLine() throws Exception {
        try (var empty = SCRATCH.create()) {
            var schema = List.of(file("a.sql", "create view ones as select 1 as one;\n\ncreate view twos;\n"));
            var catalog = Catalog.read(empty);
            assertThat(new SchemaComparison(new Repository(List.of(), schema)).compare(empty, catalog))
                    .extracting(finding -> finding.file() + ":" + finding.line())
                    .containsExactly("schema/a.sql:3");
        }
    }

    private static String setting(Connection database, String name) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static SourceFile file(String name, String text) {
        return new SourceFile("schema/" + name, text, false);
    }
}
