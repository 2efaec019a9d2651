package dev.kontor.migrations.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class SqlScriptTest {

    @Test
    void aSemicolonEndsAStatementOnlyWhereTheServerWouldSay() {
        assertThat(
                        texts(
                                """
                                select 1; -- a; comment
                                /* a; /* nested; */ one; */ select '; '';' || "a;b" || e'\\';' || $1;
                                do $$ begin null; end $$;
                                do $x$ select '$$;' $x$;
                                create function f() returns int begin atomic
                                  select case when true then 1 end; select 2; end;
                                select 'no \\'; ; select 3
                                """))
                .containsExactly(
                        "select 1",
                        "select '; '';' || \"a;b\" || e'\\';' || $1",
                        "do $$ begin null; end $$",
                        "do $x$ select '$$;' $x$",
                        """
                        create function f() returns int begin atomic
                          select case when true then 1 end; select 2; end\
                        """,
                        "select 'no \\'",
                        "select 3");
    }

    @Test
    void aStatementKnowsItsLineAndTheCommentsAroundIt() {
        var script =
                SqlScript.parse(
                        """
                        -- one
                        /* two
                        */
                        select
                          1 -- three
                        ;
                        -- four
                        """);
        var statement = script.statements().getFirst();
        assertThat(statement.line()).isEqualTo(4);
        assertThat(statement.comments())
                .containsExactly(
                        new SqlComment(1, "-- one"),
                        new SqlComment(2, "/* two\n*/"),
                        new SqlComment(5, "-- three"));
        assertThat(script.comments()).containsExactly(new SqlComment(7, "-- four"));
    }

    @Test
    void wordsAreInLowerCaseAndStringsHaveNone() {
        assertThat(SqlScript.parse("Drop TABLE \"Odd Name\", b_1 /* x */; ").statements())
                .singleElement()
                .extracting(SqlStatement::words)
                .isEqualTo(List.of("drop", "table", "Odd Name", ",", "b_1"));
        assertThat(SqlScript.parse("do 'x'; do $$begin commit; end$$").statements())
                .extracting(SqlStatement::commits)
                .containsExactly(false, true);
    }

    @Test
    void whatNeedsToBeOutsideOfATransactionIsTold() {
        for (var statement :
                List.of(
                        "create unique index concurrently a on b (c)",
                        "drop index concurrently a",
                        "reindex (verbose) table concurrently a",
                        "reindex schema a",
                        "vacuum a",
                        "alter table a detach partition b concurrently",
                        "alter system set a = 1",
                        "create database a",
                        "do $$ begin commit; end $$")) {
            assertThat(SqlScript.parse(statement).runsOutsideTransactions()).as(statement).isTrue();
        }
        for (var statement :
                List.of(
                        "create index a on b (c)",
                        "drop index a",
                        "reindex table a",
                        "alter table a detach partition b",
                        "refresh materialized view concurrently a",
                        "do $$ begin null; end $$")) {
            assertThat(SqlScript.parse(statement).runsOutsideTransactions())
                    .as(statement)
                    .isFalse();
        }
    }

    private static List<String> texts(String text) {
        return SqlScript.parse(text).statements().stream().map(SqlStatement::text).toList();
    }
}
