package dev.kontor.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `json_bytes`: what a document has as compact JSON, which is how these tests write it.
final class JsonBytesTest {

    private static final long SEED = 20_260_101;
    private static final int DOCUMENTS = 1_000;

    private static final List<String> STRINGS = List.of(
            "",
            " ",
            "a",
            ": , ",
            "\\\"",
            "\\\\",
            "\\\\\\\"",
            "\\\" \\\\\\\" , ",
            "[ { } ]",
            "é 😀 \u2028",
            "\\u0001 \\n\\t",
            "' --",
            "x, y: z");

    private static Connection connection;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestPostgres.createMigratedDatabase().connect();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "1",
                "\"a, b: c\"",
                "{\"a\":1}",
                "{\"a\":1,\"b\":[1,2,{\"c\":[]}],\"d\":{}}",
                "[[[[]]],[{}],{\"\":{\"\":\"\"}}]",
                "{\"a b\":\"c, d\",\"e: f\":\"\\\", \\\"\"}",
                "{\"\\\\\":\"\\\\\",\"b\":\" \"}",
                "[1.50,-3,1e3]"
            })
    void spacesCountInsideOfStringsAlone(String compact) throws SQLException {
        check(compact.replace("1e3", "1000"));
    }

    @Test
    void anyDocument() throws SQLException {
        for (var i = 0; i < DOCUMENTS; i++) {
            check(value(0));
        }
    }

    /// What took more than its length in steps would show: the role's statements end after 5 s.
    @Test
    void longAndDeepDocuments() throws SQLException {
        check("[".repeat(500) + "]".repeat(500));
        check("{\"a\":".repeat(50) + "[" + "1,".repeat(500_000) + "1]" + "}".repeat(50));
        check("[" + "{\"\":[]},".repeat(100_000) + "\"\"]");
        check("\"" + "\\\\".repeat(500_000) + "\"");
        check("[" + "\"\\\" ,\",".repeat(100_000) + "0]");
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 8)) {
            case 0 -> List.of("null", "true", "false").get(random.nextInt(3));
            case 1 -> Integer.toString(random.nextInt(-1_000, 1_000));
            case 2, 3 -> string();
            case 4, 5 -> {
                var array = new StringBuilder("[");
                for (var i = random.nextInt(4); i > 0; i--) {
                    array.append(array.length() == 1 ? "" : ",").append(value(depth + 1));
                }
                yield array.append(']').toString();
            }
            default -> {
                var object = new StringBuilder("{");
                for (var i = random.nextInt(4); i > 0; i--) {
                    // The number keeps names apart.
                    object.append(object.length() == 1 ? "\"" : ",\"")
                            .append(i)
                            .append(string().substring(1))
                            .append(':')
                            .append(value(depth + 1));
                }
                yield object.append('}').toString();
            }
        };
    }

    private String string() {
        return '"' + STRINGS.get(random.nextInt(STRINGS.size())) + '"';
    }

    private static void check(String compact) throws SQLException {
        try (var statement = connection.prepareStatement("select json_bytes(?::jsonb)")) {
            statement.setString(1, compact);
            try (var rows = statement.executeQuery()) {
                rows.next();
                var start = compact.substring(0, Math.min(compact.length(), 1_000));
                assertThat(rows.getInt(1)).as(start).isEqualTo(compact.getBytes(StandardCharsets.UTF_8).length);
            }
        }
    }
}
