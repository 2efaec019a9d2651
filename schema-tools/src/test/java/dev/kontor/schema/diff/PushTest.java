package dev.kontor.schema.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.schema.source.Repository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PushTest {
    private final TestDatabase database = TestPostgres.createDatabase();

    @BeforeEach
    void begin() throws SQLException {
        push(Things.SCHEMA, false);
        database.execute("insert into things (user_id, name) values ('ann', 'x')");
    }

    @Test
    @DisplayName("S14: an empty database gets all of schema/ at once, without history")
    void anEmptyDatabaseGetsAll() throws Exception {
        var resources = Path.of("..", "migrations", "src", "main", "resources").toAbsolutePath();
        var schema = Repository.read(resources, resources).schema();
        // schema/ may refer to the role and to the history. The server has the role; the history
        // is not part of schema/.
        var empty = TestPostgres.createDatabase();
        try (var connection = empty.connect()) {
            assertThat(new Push(schema, PushTest::scratch, false).to(connection))
                    .isNotEmpty();
        }
        try (var connection = empty.connect()) {
            assertThat(new Push(schema, PushTest::scratch, false).to(connection))
                    .isEmpty();
        }
        assertThat(empty.query("select to_regclass('schema_migrations')")).containsExactly("null");
    }

    @Test
    @DisplayName("S14: a change keeps the data")
    void aChangeKeepsTheData() throws Exception {
        var changed = Things.SCHEMA
                .replace("  name text,", "  name text not null,")
                .replace("  box_id uuid,\n", "  colour text not null default 'red',\n");
        var index = "create index idx_things_name on things (user_id, name, id);\n";
        assertThat(push(changed + index, false))
                .extracting(Difference::object)
                .contains("column things.colour", "column things.box_id", "index idx_things_name");
        assertThat(database.query("select name, colour from things")).containsExactly("x red");
    }

    @Test
    void whatHoldsDataIsNotDroppedUnasked() throws Exception {
        var without = Things.SCHEMA.replace("  name text,\n", "").replaceAll("create view .*\n", "");
        assertThatThrownBy(() -> push(without, false))
                .isInstanceOf(RefusedChangeException.class)
                .hasMessage("schema/ has no things.name, which holds data; --drop-data drops it"
                        .replace("things.name", "column things.name"));
        assertThat(database.query("select name from things")).containsExactly("x");
        push(without, true);
        assertThat(database.query("select count(*) from things")).containsExactly("1");
        assertThat(push(without, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numeric | integer | 1.6",
                "timestamptz | date | 2026-01-02 03:04:05+00",
                "varchar(9) | varchar(5) | abc",
                "numeric(9,3) | numeric(9,2) | 1.234",
            })
    @DisplayName("S14: a column's type does not change unasked to one that may lose some of it")
    void dataIsNotCutUnasked(String type, String narrower, String value) throws Exception {
        push(withSize(type), false);
        database.execute("update things set size = '%s'".formatted(value));
        var before = database.query("select size from things");
        assertThatThrownBy(() -> push(withSize(narrower), false))
                .isInstanceOf(RefusedChangeException.class)
                .hasMessageContaining("column things.size is '")
                .hasMessageContaining("--drop-data converts it");
        assertThat(database.query("select size from things")).isEqualTo(before);
        assertThat(push(withSize(type), false)).isEmpty();
        push(withSize(narrower), true);
        assertThat(push(withSize(narrower), false)).isEmpty();
    }

    @Test
    void aWiderTypeAndAnEmptyColumnNeedNoAsking() throws Exception {
        push(withSize("integer"), false);
        database.execute("update things set size = 7");
        push(withSize("bigint"), false);
        assertThat(database.query("select size from things")).containsExactly("7");
        database.execute("update things set size = null");
        assertThat(push(withSize("smallint"), false)).hasSize(1);
    }

    private static String withSize(String type) {
        return Things.SCHEMA.replace("  name text,", "  name text,\n  size %s,".formatted(type));
    }

    @Test
    void whatFailsHalfWayChangesNothing() throws Exception {
        database.execute("insert into things (user_id) values ('bob')");
        assertThatThrownBy(() -> push(
                        Things.SCHEMA
                                .replace("  name text,", "  name text not null,")
                                .replace("  box_id uuid,", "  box_id uuid, colour text,"),
                        false))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("name");
        assertThat(push(Things.SCHEMA, false)).isEmpty();
    }

    @Test
    void whatWouldRemainIsToldAndNothingChanged() throws Exception {
        var span = "create type span as range (subtype = %s);\n";
        var there = Things.SCHEMA + span.formatted("int4");
        push(there, false);
        assertThatThrownBy(() -> push(
                        Things.SCHEMA.replace("  box_id uuid,", "  box_id uuid, colour text,") + span.formatted("int8"),
                        false))
                .isInstanceOf(RefusedChangeException.class)
                .hasMessageContaining("this would remain: type span is 'range");
        assertThat(push(there, false)).isEmpty();
    }

    private List<Difference> push(String schema, boolean mayDropData) throws SQLException {
        try (var connection = database.connect()) {
            return new Push(Things.schema(schema), PushTest::scratch, mayDropData).to(connection);
        }
    }

    private static Connection scratch() throws SQLException {
        return TestPostgres.createDatabase().connect();
    }
}
