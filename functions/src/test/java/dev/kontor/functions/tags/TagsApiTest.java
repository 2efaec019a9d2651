package dev.kontor.functions.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Lambda;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The routes of tags, as docs/api.md has them.
class TagsApiTest {

    private static final Api API = Api.open();
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void createAnswersTheBareTagWithEveryMember() {
        var created = ada.post("/v1/tags", "{\"name\": \"urgent\", \"color\": \"#c00\"}")
                .is(201);
        assertThat(created.object())
                .containsOnlyKeys("id", "name", "color", "createdAt", "updatedAt")
                .containsEntry("name", "urgent")
                .containsEntry("color", "#c00");
        assertThat(created.headers())
                .containsOnlyKeys("Location", "ETag", "Content-Type", "X-Correlation-Id", "Cache-Control")
                .containsEntry("Location", "/v1/tags/" + created.get("id"));
        assertThat(ada.get("/v1/tags").items()).containsExactly(created.object());
    }

    @Test
    void aTagWithoutColorHasNullForIt() {
        assertThat(ada.post("/v1/tags", "{\"name\": \"a\"}").is(201).object()).containsEntry("color", null);
        ada.post("/v1/tags", "{\"name\": \"b\", \"color\": null}").is(201);
    }

    @Test
    void aNameIsUniquePerUserWithoutRegardToCase() {
        ada.tag("Ärger");
        ada.post("/v1/tags", "{\"name\": \"äRGER\"}").isProblem(409, "DUPLICATE_ENTRY");
        ada.patch("/v1/tags/" + ada.tag("b"), "{\"name\": \"ärger\"}").isProblem(409, "DUPLICATE_ENTRY");
        eve.tag("Ärger");
        assertThat(ada.get("/v1/tags").get("total")).isEqualTo(2);
    }

    @Test
    void aDeletedTagFreesItsName() {
        ada.delete("/v1/tags/" + ada.tag("a")).is(204);
        ada.tag("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "عاجل",
                "महत्वपूर्ण",
                "重要",
                "긴급",
                "дело",
                "e\u0301tude",
                "👩‍👩‍👧",
                "a/b",
                "'; drop table tags; --",
                "\"\\/\u2028"
            })
    void aTagMayBeInAnyScript(String name) {
        var id = ada.tag(name);
        assertThat(ada.get("/v1/tags").items("name")).containsExactly(name);
        ada.put("/v1/files/" + ada.file("a") + "/tags/" + id).is(204);
        assertThat(ada.get("/v1/files?tagId=" + id).items().getFirst().get("tags"))
                .asInstanceOf(LIST)
                .extracting("name")
                .containsExactly(name);
        ada.post("/v1/tags", "{\"name\": %s}".formatted(Lambda.json(name))).isProblem(409, "DUPLICATE_ENTRY");
    }

    @Test
    void patchRenamesRecoloursAndRemovesTheColour() {
        var created =
                ada.post("/v1/tags", "{\"name\": \"a\", \"color\": \"red\"}").is(201);
        var path = created.header("Location");
        var patched = ada.patch(path, "{\"name\": \"b\"}").is(200);
        var expected = new HashMap<>(created.object());
        expected.put("name", "b");
        expected.put("updatedAt", patched.get("updatedAt"));
        assertThat(patched.object()).isEqualTo(expected);
        assertThat(patched.etag()).isNotEqualTo(created.etag());
        assertThat(ada.patch(path, "{\"color\": null}").is(200).get("color")).isNull();
        ada.patch(path, "{\"name\": null}").names("name");
    }

    @Test
    void aRenamedTagShowsOnItsFiles() {
        var tag = ada.tag("before");
        var file = "/v1/files/" + ada.file("a");
        ada.put(file + "/tags/" + tag).is(204);
        ada.patch("/v1/tags/" + tag, "{\"name\": \"after\", \"color\": \"red\"}")
                .is(200);
        assertThat(ada.get(file).list("tags").getFirst())
                .containsOnlyKeys("id", "name", "color")
                .containsEntry("name", "after")
                .containsEntry("color", "red");
    }

    @Test
    void aDeletedTagIsOffItsFiles() {
        var tag = ada.tag("t");
        var file = "/v1/files/" + ada.file("a");
        ada.put(file + "/tags/" + tag).is(204);
        assertThat(ada.delete("/v1/tags/" + tag).is(204).json()).isNull();
        assertThat(ada.get(file).list("tags")).isEmpty();
        assertThat(ada.get("/v1/tags").items()).isEmpty();
    }

    @Test
    void whatIsNotMineIsNotFound() {
        for (var id : List.of(NOTHING, eve.tag("hers"))) {
            ada.patch("/v1/tags/" + id, "{\"name\": \"b\"}").isProblem(404, "RESOURCE_NOT_FOUND");
            ada.delete("/v1/tags/" + id).isProblem(404, "RESOURCE_NOT_FOUND");
        }
        assertThat(eve.get("/v1/tags").items("name")).containsExactly("hers");
    }

    @Test
    void ifMatchHoldsOffAChangeOfWhatHasChanged() {
        var created = ada.post("/v1/tags", "{\"name\": \"a\"}");
        var path = created.header("Location");
        var fresh = ada.patch(path, "{\"color\": \"red\"}").etag();
        ifMatch("PATCH", path, created.etag()).isProblem(412, "PRECONDITION_FAILED");
        ifMatch("DELETE", path, created.etag()).isProblem(412, "PRECONDITION_FAILED");
        ifMatch("DELETE", path, "W/" + fresh).isProblem(412, "PRECONDITION_FAILED");
        ifMatch("DELETE", path, "x").names("If-Match");
        ifMatch("DELETE", path, fresh).is(204);
    }

    @Test
    void listsAreSortedAndPagedBothWays() {
        for (var name : List.of("b", "C", "a")) {
            ada.tag(name);
        }
        assertThat(names("")).containsExactly("a", "C", "b");
        assertThat(names("order=asc")).containsExactly("b", "C", "a");
        assertThat(names("sort=name&order=asc")).containsExactly("a", "b", "C");
        assertThat(names("sort=updatedAt")).containsExactly("a", "C", "b");
        assertThat(names("limit=2&page=2")).containsExactly("b");
        var first = ada.get("/v1/tags?limit=2").is(200);
        assertThat(first.object())
                .containsOnlyKeys("items", "total", "page", "limit", "nextCursor")
                .containsEntry("total", 3)
                .containsEntry("page", 1)
                .containsEntry("limit", 2);
        var next =
                ada.get("/v1/tags?limit=2&cursor=" + first.text("nextCursor")).is(200);
        assertThat(next.items("name")).containsExactly("b");
        assertThat(next.object())
                .containsEntry("total", null)
                .containsEntry("page", null)
                .containsEntry("nextCursor", null);
    }

    private List<@Nullable Object> names(String query) {
        return ada.get("/v1/tags?" + query).is(200).items("name");
    }

    private ApiResponse ifMatch(String method, String path, String tag) {
        var call = ada.call(method, path).header("if-match", tag);
        return API.send(method.equals("PATCH") ? call.json("{\"color\": \"red\"}") : call);
    }
}
