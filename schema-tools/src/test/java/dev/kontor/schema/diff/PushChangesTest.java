package dev.kontor.schema.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.catalog.Catalog.Difference;
import dev.kontor.migrations.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pushes from each first schema of `src/test/resources/changes` to the second.
@Tag("slow")
final class PushChangesTest {

    private TestDatabase database;

    @BeforeEach
    void begin() throws SQLException {
        database = EmptiedDatabases.next();
    }

    @ParameterizedTest
    @MethodSource("dev.kontor.schema.diff.SchemaPair#toPush")
    @DisplayName("S14: push reaches schema/ and keeps the rows, or changes nothing and says why")
    void pushReachesTheSchemaOrSaysWhy(SchemaPair pair) throws Exception {
        database.execute(pair.before());
        database.execute("insert into things (user_id, name) values ('ann', 'x')");
        database.execute(pair.rows());
        var expected = pair.push();
        if (expected.equals("nothing")) {
            assertThat(push(pair.after(), false)).isEmpty();
        } else if (expected.startsWith("refused: ")) {
            assertThatThrownBy(() -> push(pair.after(), false))
                    .isInstanceOf(RefusedChangeException.class)
                    .hasMessageContaining(SchemaPair.detail(expected));
        } else {
            var asks = expected.startsWith("asks");
            if (asks) {
                assertThatThrownBy(() -> push(pair.after(), false))
                        .isInstanceOf(RefusedChangeException.class)
                        .hasMessageContaining("--drop-data");
            }
            if (expected.contains("fails: ")) {
                assertThatThrownBy(() -> push(pair.after(), asks))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining(SchemaPair.detail(expected));
            } else {
                assertThat(push(pair.after(), asks)).isNotEmpty();
                assertThat(push(pair.after(), false)).isEmpty();
            }
        }
        assertThatRowsAreKept(pair.keeps());
    }

    private void assertThatRowsAreKept(String keeps) throws SQLException {
        if (!keeps.isEmpty()) {
            var value = keeps.lastIndexOf(" = ");
            assertThat(database.query(keeps.substring(0, value))).containsExactly(keeps.substring(value + 3));
        }
    }

    private List<Difference> push(String schema, boolean mayDropData) throws SQLException {
        try (var connection = database.connect()) {
            return new Push(Things.schema(schema), EmptiedDatabases::connect, mayDropData).to(connection);
        }
    }
}
