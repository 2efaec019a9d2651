package dev.kontor.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import dev.kontor.schema.source.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptTest {

    @Test
    void wordsAreInLowerCaseAndStringsHaveNone() {
        assertThat(Script.parse("Drop TABLE \"Odd Name\", b_1 /* x */, 'Y'; ").statements())
                .singleElement()
                .extracting(Statement::words)
                .isEqualTo(List.of("drop", "table", "Odd Name", ",", "b_1", ",", "''"));
    }

    @Test
    void theBlockOfADoIsCodeOfTheMigration() {
        var statements = Script.parse("do 'x'; do $$begin commit; end$$; do $a$begin null; end$a$")
                .statements();
        assertThat(statements).extracting(Statement::runsOutsideTransactions).containsExactly(false, true, false);
        assertThat(statements.get(1).words()).endsWith("begin", "commit", ";", "end", ";");
    }

    @Test
    void aCommentBelongsToTheStatementThatItStandsBeforeOrIn() {
        var exemptions = Exemption.in(new SourceFile("V1__x.sql", """
            -- check: allow table-dropped because one

            drop table a;
            drop -- check: allow table-dropped because two
              table b;
            -- check: allow table-dropped because three
            """, false));
        assertThat(exemptions)
                .extracting(each -> each.line() + " " + each.statement() + " " + each.reason())
                .containsExactly("1 3 one", "4 4 two", "6 0 three");
    }
}
