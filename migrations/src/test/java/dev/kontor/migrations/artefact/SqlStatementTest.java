package dev.kontor.migrations.artefact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Where a statement ends, and what it says without its contents.
final class SqlStatementTest {

    @Test
    void semicolonsInsideOfSomethingEndNothing() {
        assertThat(skeletons("""
            select 'a;''b', e'\\';', "c;", $$d;$$, $x$e;$$;$x$ -- f;
            /* g; /* h; */ i; */ from t;
            create rule r as on insert to t do (select 1; select 2);
            create function f() returns int begin atomic
              select case when true then 1 end;
              select 2;
            end;
            select a$b$c from t; select $1
            """))
                .containsExactly(
                        "SELECT '', E'', \"c;\", '', '' FROM T",
                        "CREATE RULE R AS ON INSERT TO T DO (SELECT 1; SELECT 2)",
                        "CREATE FUNCTION F() RETURNS INT BEGIN ATOMIC SELECT CASE WHEN TRUE THEN 1"
                                + " END; SELECT 2; END",
                        "SELECT A$B$C FROM T",
                        "SELECT $1");
    }

    @Test
    void theTextIsKeptAndItsLineIsKnown() {
        var statements = SqlStatement.parse("\uFEFF-- why\n\nselect 1 -- one\n;;\n\n  select\n2");
        assertThat(statements)
                .containsExactly(
                        new SqlStatement("select 1 -- one", 3, "SELECT 1"),
                        new SqlStatement("select\n2", 6, "SELECT 2"));
    }

    @Test
    void whatIsLeftOpenEndsWithTheFile() {
        for (var open : List.of("'a", "\"a", "$$a", "/* a", "e'\\", "$a", "(a", "begin atomic; a")) {
            assertThat(SqlStatement.parse("select 1; select " + open)).as(open).hasSize(2);
        }
        assertThat(SqlStatement.parse(" -- nothing\n ;")).isEmpty();
    }

    private static List<String> skeletons(String sql) {
        return SqlStatement.parse(sql).stream().map(SqlStatement::skeleton).toList();
    }
}
