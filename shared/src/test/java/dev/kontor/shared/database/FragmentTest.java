package dev.kontor.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class FragmentTest {

    private static final Fragment COLUMNS = new Fragment("columns", "f.id, f.name");
    private static final Fragment ROW = new Fragment("row", "f.id = :id and <columns> is not null");

    @Test
    void anUnknownFragmentFailsAndNamesTheQuery() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Query("files.get", "select <colums> from files f", COLUMNS))
                .withMessage("files.get has no fragment <colums>");
    }

    @Test
    void anUnusedFragmentFailsAndNamesTheQuery() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Query("files.get", "select 1", COLUMNS))
                .withMessage("files.get does not use <columns>");
    }

    @Test
    void theFragmentsThatEveryListHasNeedNotBeUsed() {
        var list = ListQuery.named("files.list").as("order by <key> <dir> <page_limit>");

        assertThat(list.all())
                .map(Query::text)
                .containsExactly(
                        "order by created_at desc limit :limit",
                        "order by created_at desc limit :limit offset :offset");
    }

    @Test
    void aPartOfAFragmentThatItDoesNotUseFails() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fragment("row", "f.id = :id", COLUMNS))
                .withMessage("the fragment row does not use <columns>");
    }

    @Test
    void twoFragmentsOfOneNameFail() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Query("files.get", "<columns>", COLUMNS, new Fragment("columns", "f.id")))
                .withMessage("files.get has two fragments <columns>");
    }

    @Test
    void aFragmentThatContainsItselfFails() {
        var one = new Fragment("one", "(<other>)");
        var other = new Fragment("other", "(<one>)");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Query("files.get", "<one>", one, other))
                .withMessage("files.get: <one> contains itself");
    }

    @Test
    void theOrderOfFragmentsDoesNotMatter() {
        var text = "select <columns> where <row>";

        assertThat(new Query("q", text, COLUMNS, ROW).text())
                .isEqualTo(new Query("q", text, ROW, COLUMNS).text())
                .isEqualTo("select f.id, f.name where f.id = :id and f.id, f.name is not null");
    }

    @Test
    void aFragmentsOwnPartGoesBeforeThatOfTheTextAroundIt() {
        var inner = new Fragment("inner", "<table>", new Fragment("table", "files"));

        assertThat(new Query("q", "<table>: <inner>", inner, new Fragment("table", "tags")).text())
                .isEqualTo("tags: files");
    }

    @Test
    void comparisonsAreNoFragments() {
        assertThat(new Query("q", "select 1 <2, 3> 2, <>, <A>").text()).isEqualTo("select 1 <2, 3> 2, <>, <A>");
    }

    @Test
    void theLinesOfAFragmentAreIndentedAsItsPlaceIs() {
        var fragment = new Fragment("columns", """
            f.id,
            f.name
            """);

        assertThat(new Query("q", """
            select
              <columns>
            from files f
            """, fragment).text()).isEqualTo("""
                select
                  f.id,
                  f.name
                from files f
                """);
    }
}
