package dev.kontor.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `json_merge_patch`, the database's own JSON merge patch (RFC 7396).
final class MergePatchTest {

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestPostgres.createMigratedDatabase().connect();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest(name = "{0} and {1} make {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a":"b"}         | {"a":"c"}                  | {"a":"c"}
        {"a":"b"}         | {"b":"c"}                  | {"a":"b","b":"c"}
        {"a":"b"}         | {"a":null}                 | {}
        {"a":"b","b":"c"} | {"a":null}                 | {"b":"c"}
        {"a":["b"]}       | {"a":"c"}                  | {"a":"c"}
        {"a":"c"}         | {"a":["b"]}                | {"a":["b"]}
        {"a":{"b":"c"}}   | {"a":{"b":"d","c":null}}   | {"a":{"b":"d"}}
        {"a":[{"b":"c"}]} | {"a":[1]}                  | {"a":[1]}
        ["a","b"]         | ["c","d"]                  | ["c","d"]
        {"a":"b"}         | ["c"]                      | ["c"]
        {"a":"foo"}       | null                       | null
        {"a":"foo"}       | "bar"                      | "bar"
        {"e":null}        | {"a":1}                    | {"e":null,"a":1}
        [1,2]             | {"a":"b","c":null}         | {"a":"b"}
        {}                | {"a":{"bb":{"ccc":null}}}  | {"a":{"bb":{}}}
        """)
    void theTableOfTheRfcsAppendix(String target, String patch, String result) throws SQLException {
        check(target, patch, result);
    }

    @ParameterizedTest(name = "{0} and {1} make {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a":1}                   | {}                             | {"a":1}
        {}                        | {}                             | {}
        {"a":{"b":1}}             | {"a":{}}                       | {"a":{"b":1}}
        {"a":1}                   | {"a":{}}                       | {"a":{}}
        {"a":1}                   | {"a":{"b":null,"c":2}}         | {"a":{"c":2}}
        {"a":[1,2]}               | {"a":{"0":3}}                  | {"a":{"0":3}}
        {"a":{"b":null}}          | {"a":{"c":1}}                  | {"a":{"b":null,"c":1}}
        {"a":1}                   | {"b":[null,{"c":null}]}        | {"a":1,"b":[null,{"c":null}]}
        {"":1,"a":2}              | {"":null}                      | {"a":2}
        {}                        | {"":{"":{"":0}}}               | {"":{"":{"":0}}}
        {"":{"":1}}               | {"":{"":null," ":2}}           | {"":{" ":2}}
        {"a.b":1,"a":{"b":2}}     | {"a.b":null}                   | {"a":{"b":2}}
        {"{a,b}":1}               | {"{a,b}":2,"$":3,"%s":4}       | {"{a,b}":2,"$":3,"%s":4}
        {"\\"":1,"\\\\":2,"'":3}  | {"\\"":null,"\\\\":null}       | {"'":3}
        {"é":1,"e\u0301":2}       | {"é":null}                     | {"e\u0301":2}
        {"A":1}                   | {"a":2}                        | {"A":1,"a":2}
        {"\\u0001":1,"😀":2}      | {"\\u0001":null,"😀":{"a":3}}  | {"😀":{"a":3}}
        {"key":1,"value":2}       | {"value":null,"t":1,"p":2}     | {"key":1,"t":1,"p":2}
        {"a":9007199254740993}    | {"b":1.10}                     | {"a":9007199254740993,"b":1.10}
        {"a":true}                | {"a":false}                    | {"a":false}
        {"a":{"b":{"c":{"d":1}}}} | {"a":{"b":{"c":{"d":null}}}}   | {"a":{"b":{"c":{}}}}
        """)
    void whatTheAppendixLeavesOut(String target, String patch, String result) throws SQLException {
        check(target, patch, result);
    }

    @Test
    void noTargetIsAnEmptyObject() throws SQLException {
        check(null, "{\"a\": {\"b\": null}, \"c\": null, \"d\": 1}", "{\"a\": {}, \"d\": 1}");
    }

    /// Requests have no more than 50.
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 500})
    void levelsOfNesting(int depth) throws SQLException {
        var target = nested(depth, "{\"a\": 1, \"b\": 2}");
        check(target, nested(depth, "{\"b\": null}"), nested(depth, "{\"a\": 1}"));
        check(target, nested(depth - 1, "{\"x\": null}"), nested(depth - 1, "{}"));
        check("{}", target, target);
    }

    @Test
    void thousandsOfMembers() throws SQLException {
        check(members(1, 8_000, "1"), members(4_001, 12_000, "2"), members(1, 4_000, "1", "2"));
        check(members(1, 8_000, "1"), members(1, 8_000, "null"), "{}");
    }

    private static String nested(int depth, String innermost) {
        return "{\"x\":".repeat(depth) + innermost + "}".repeat(depth);
    }

    private static String members(int from, int to, String value) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "\"%d\":%s".formatted(i, value))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// Members 1 to `last` with the first value, and 8,000 more with the second.
    private static String members(int from, int last, String first, String second) {
        var head = members(from, last, first);
        var tail = members(last + 1, last + 8_000, second);
        return head.substring(0, head.length() - 1) + "," + tail.substring(1);
    }

    private static void check(@Nullable String target, String patch, String result) throws SQLException {
        var sql = """
            select patched = ?::jsonb, patched::text
            from json_merge_patch(?::jsonb, ?::jsonb) as patched
            """;
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, result);
            statement.setString(2, target);
            statement.setString(3, patch);
            try (var rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getBoolean(1)).as(rows.getString(2)).isTrue();
            }
        }
    }
}
