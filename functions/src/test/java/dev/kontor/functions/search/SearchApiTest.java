package dev.kontor.functions.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The route of the search, as docs/api.md has it.
class SearchApiTest {

    private static final Api API = Api.open();
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void eachItemIsAsItIsAloneWithItsType() {
        var folder = ada.folder("Reports");
        var file = ada.file("report", folder);
        var tag = ada.tag("urgent");
        ada.put("/v1/files/" + file + "/tags/" + tag).is(204);

        var page = ada.get("/v1/search?q=report").is(200);

        assertThat(page.items())
                .containsExactly(
                        typed("file", ada.get("/v1/files/" + file).object()),
                        typed(
                                "folder",
                                withoutPath(ada.get("/v1/folders/" + folder).object())));
        assertThat(page.object()).containsOnlyKeys("items", "total", "page", "limit", "nextCursor");
        assertThat(page.get("total")).isEqualTo(2);
        assertThat(page.get("page")).isEqualTo(1);
        assertThat(page.get("limit")).isEqualTo(20);
        assertThat(page.get("nextCursor")).isNull();
    }

    @Test
    void whatIsTypedIsFoundWhateverItsCaseAndAccents() {
        ada.file("Übersicht 100%.pdf");
        ada.file("Ubersicht 100 Stück.pdf");

        for (var typed : List.of("übersicht 100%", "UBERSICHT 100%", "0%.p", "%")) {
            assertThat(search(typed)).as(typed).containsExactly("Übersicht 100%.pdf");
        }
        assertThat(search("stuck")).containsExactly("Ubersicht 100 Stück.pdf");
        assertThat(search("_")).isEmpty();
    }

    @Test
    void theBestComesFirst() {
        ada.file("the budget");
        ada.file("budget 2026");
        ada.folder("Budget");

        assertThat(search("budget")).containsExactly("Budget", "budget 2026", "the budget");
    }

    @Test
    void filtersGoTogether() {
        var folder = ada.folder("f");
        var below = ada.folder("f below", folder);
        var file = ada.file("f deep", below);
        var tag = ada.tag("t");
        ada.put("/v1/files/" + file + "/tags/" + tag).is(204);
        ada.file("f at the top");

        assertThat(search("f&type=folder")).containsExactly("f", "f below");
        assertThat(search("f&type=file")).containsExactly("f at the top", "f deep");
        assertThat(search("f&inFolder=" + folder)).containsExactly("f deep", "f below");
        assertThat(search("f&tagId=" + tag)).containsExactly("f deep");
        ada.get("/v1/search?q=f&tagId=" + NOTHING).isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(search("f&type=file&mimeType=a/b&inFolder=" + folder)).isEmpty();
    }

    @Test
    void aFolderThatIsNotMineAndAliveIsNotFound() {
        var trashed = ada.folder("trashed");
        ada.delete("/v1/folders/" + trashed).is(204);
        for (var folder : List.of(NOTHING, trashed, eve.folder("hers"))) {
            ada.get("/v1/search?q=a&inFolder=" + folder).isProblem(404, "RESOURCE_NOT_FOUND");
        }
    }

    @Test
    void pagesGoOnByNumberOrByCursor() {
        for (var i = 0; i < 5; i++) {
            ada.file("report " + i);
        }
        var first = ada.get("/v1/search?q=report&limit=2").is(200);
        var second = ada.get("/v1/search?q=report&limit=2&page=2").is(200);
        var next = ada.get("/v1/search?q=report&limit=2&cursor=" + first.text("nextCursor"))
                .is(200);

        assertThat(first.items("name")).containsExactly("report 4", "report 3");
        assertThat(second.items("name")).containsExactly("report 2", "report 1");
        assertThat(next.items()).isEqualTo(second.items());
        assertThat(second.get("total")).isEqualTo(5);
        assertThat(next.get("total")).isNull();
        ada.get("/v1/search?q=repor&cursor=" + first.text("nextCursor")).names("cursor");
        ada.get("/v1/search?q=report&type=file&cursor=" + first.text("nextCursor"))
                .names("cursor");
    }

    /// The names found; what is typed may go on with filters.
    private List<@Nullable Object> search(String typed) {
        var parts = typed.split("&", 2);
        var filters = parts.length == 1 ? "" : "&" + parts[1];
        return ada.get("/v1/search?q=" + Call.encode(parts[0]) + filters)
                .is(200)
                .items("name");
    }

    private static Map<String, @Nullable Object> typed(String type, Map<String, @Nullable Object> item) {
        var typed = new HashMap<String, @Nullable Object>(item);
        typed.put("type", type);
        return typed;
    }

    private static Map<String, @Nullable Object> withoutPath(Map<String, @Nullable Object> folder) {
        var bare = new HashMap<String, @Nullable Object>(folder);
        bare.remove("path");
        return bare;
    }
}
