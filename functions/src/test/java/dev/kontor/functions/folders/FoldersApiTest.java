package dev.kontor.functions.folders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The routes of folders, as docs/api.md has them.
class FoldersApiTest {

    private static final Api API = Api.open();
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void createAnswersTheBareFolderWithEveryMember() {
        var parent = ada.folder("Docs");
        var created = ada.post("/v1/folders", """
            {"name": "Letters", "parentFolderId": "%s", "description": "d"}
            """.formatted(parent)).is(201);
        var expected = new HashMap<String, @Nullable Object>();
        expected.put("id", created.get("id"));
        expected.put("name", "Letters");
        expected.put("parentFolderId", parent);
        expected.put("description", "d");
        expected.put("isFavorite", false);
        expected.put("createdAt", created.get("createdAt"));
        expected.put("updatedAt", created.get("updatedAt"));
        assertThat(created.object()).isEqualTo(expected);
        assertThat(created.headers())
                .containsOnlyKeys("Location", "ETag", "Content-Type", "X-Correlation-Id", "Cache-Control")
                .containsEntry("Location", "/v1/folders/" + created.get("id"));
    }

    @Test
    void aMemberWithoutValueIsThereAsNull() {
        assertThat(ada.get("/v1/folders/" + ada.folder("a")).object())
                .containsEntry("parentFolderId", null)
                .containsEntry("description", null);
    }

    @Test
    void oneByIdCarriesThePathFromTheRoot() {
        var outer = ada.folder("outer");
        var middle = ada.folder("middle", outer);
        var created = ada.post("/v1/folders", folder("inner", middle));
        var read = ada.get(created.header("Location")).is(200);
        var expected = new HashMap<>(created.object());
        expected.put("path", List.of(Map.of("id", outer, "name", "outer"), Map.of("id", middle, "name", "middle")));
        assertThat(read.object()).isEqualTo(expected);
        assertThat(read.etag()).isEqualTo(created.etag());
        assertThat(ada.get("/v1/folders/" + outer).list("path")).isEmpty();
    }

    @Test
    void aTakenNameIsADuplicateWithoutRegardToCase() {
        ada.folder("Docs");
        ada.post("/v1/folders", folder("dOCS", null)).isProblem(409, "DUPLICATE_ENTRY");
        eve.folder("Docs");
        ada.folder("Docs", ada.folder("other"));
    }

    @Test
    void filesAndFoldersTakeNamesEachAmongThemselves() {
        ada.folder("a");
        ada.file("a");
    }

    @Test
    void onConflictRenameNumbersTheName() {
        ada.folder("v1.2");
        var second =
                ada.post("/v1/folders?onConflict=rename", folder("v1.2", null)).is(201);
        assertThat(second.get("name")).isEqualTo("v1.2 (2)");
        var third =
                ada.post("/v1/folders?onConflict=rename", folder("V1.2", null)).is(201);
        assertThat(third.get("name")).isEqualTo("V1.2 (3)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a/b", "/a", "a/"})
    void aFolderNameHoldsNoSlash(String name) {
        ada.post("/v1/folders", folder(name, null)).names("name");
        ada.patch("/v1/folders/" + ada.folder("a"), "{\"name\": \"%s\"}".formatted(name))
                .names("name");
    }

    @Test
    void aFileNameMayHoldASlash() {
        ada.file("a/b");
    }

    @Test
    void aParentThatIsNotMineAndAliveIsNotFound() {
        var trashed = ada.folder("trashed");
        ada.delete("/v1/folders/" + trashed).is(204);
        var mine = ada.folder("mine");
        for (var parent : List.of(NOTHING, eve.folder("hers"), trashed)) {
            ada.post("/v1/folders", folder("a", parent)).isProblem(404, "RESOURCE_NOT_FOUND");
            move(mine, parent).isProblem(404, "RESOURCE_NOT_FOUND");
        }
        assertThat(ada.get("/v1/folders").items("name")).containsExactly("mine");
    }

    @Test
    void whatIsNotMineAndAliveIsNotFoundByAnyRoute() {
        var trashed = ada.folder("trashed");
        ada.delete("/v1/folders/" + trashed).is(204);
        for (var id : List.of(NOTHING, eve.folder("hers"), trashed)) {
            var path = "/v1/folders/" + id;
            ada.get(path).isProblem(404, "RESOURCE_NOT_FOUND");
            ada.get(path + "/children").isProblem(404, "RESOURCE_NOT_FOUND");
            ada.patch(path, "{\"name\": \"b\"}").isProblem(404, "RESOURCE_NOT_FOUND");
            ada.patch(path, "{\"parentFolderId\": null}").isProblem(404, "RESOURCE_NOT_FOUND");
            ada.delete(path).isProblem(404, "RESOURCE_NOT_FOUND");
        }
    }

    @Test
    void patchChangesWhatItNamesAndNothingElse() {
        var path = "/v1/folders/" + ada.folder("a");
        var before = ada.get(path);
        var patched = ada.patch(path, "{\"description\": \"d\", \"isFavorite\": true}")
                .is(200);
        var expected = new HashMap<>(before.object());
        expected.remove("path");
        expected.put("description", "d");
        expected.put("isFavorite", true);
        expected.put("updatedAt", patched.get("updatedAt"));
        assertThat(patched.object()).isEqualTo(expected);
        assertThat(patched.etag()).isNotEqualTo(before.etag());
        assertThat(ada.patch(path, "{\"description\": null}").is(200).get("description"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "isFavorite"})
    void patchCannotRemoveWhatAFolderMustHave(String member) {
        ada.patch("/v1/folders/" + ada.folder("a"), "{\"%s\": null}".formatted(member))
                .names(member);
    }

    @Test
    void aNewNameThatIsTakenIsADuplicate() {
        ada.folder("a");
        ada.patch("/v1/folders/" + ada.folder("b"), "{\"name\": \"A\"}").isProblem(409, "DUPLICATE_ENTRY");
    }

    @Test
    void aMoveTakesWhatLiesBelowWithIt() {
        var from = ada.folder("from");
        var to = ada.folder("to");
        var inner = ada.folder("inner", from);
        ada.file("deep", inner);
        move(from, to).is(200);
        assertThat(ada.get("/v1/folders/" + inner).list("path"))
                .extracting("name")
                .containsExactly("to", "from");
        assertThat(ada.get("/v1/folders/" + inner + "/children").items("name")).containsExactly("deep");
        move(from, null).is(200);
        assertThat(ada.get("/v1/folders/" + inner).list("path"))
                .extracting("name")
                .containsExactly("from");
    }

    @Test
    void aMoveIntoItselfOrBelowItselfIsAConflict() {
        var outer = ada.folder("outer");
        var middle = ada.folder("middle", outer);
        var inner = ada.folder("inner", middle);
        for (var below : List.of(outer, middle, inner)) {
            move(outer, below).isProblem(409, "CONFLICT");
        }
        assertThat(ada.get("/v1/folders/" + outer).get("parentFolderId")).isNull();
    }

    @Test
    void aMoveToWhereTheNameIsTakenIsADuplicate() {
        var other = ada.folder("other");
        ada.folder("a", other);
        move(ada.folder("a"), other).isProblem(409, "DUPLICATE_ENTRY");
    }

    @Test
    @DisplayName("S8: a deleted folder takes all below it to the trash, and nothing shows it")
    void deleteTakesTheSubtree() throws Exception {
        var outer = ada.folder("outer");
        var inner = ada.folder("inner", outer);
        var file = ada.file("deep", inner);
        assertThat(ada.delete("/v1/folders/" + outer).is(204).json()).isNull();
        ada.get("/v1/folders/" + inner).isProblem(404, "RESOURCE_NOT_FOUND");
        ada.get("/v1/files/" + file).isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(ada.get("/v1/folders").items()).isEmpty();
        assertThat(ada.get("/v1/files").items()).isEmpty();
        assertThat(ada.get("/v1/folders/root/children").items()).isEmpty();
        assertThat(API.database().query("select count(*) from trash_items where user_id = '%s'".formatted(ada.id())))
                .containsExactly("1");
    }

    @Test
    void ifMatchHoldsOffAChangeOfWhatHasChanged() {
        var path = "/v1/folders/" + ada.folder("a");
        var stale = ada.get(path).etag();
        var fresh = ada.patch(path, "{\"description\": \"1\"}").etag();
        ifMatch("PATCH", path, stale).isProblem(412, "PRECONDITION_FAILED");
        ifMatch("DELETE", path, stale).isProblem(412, "PRECONDITION_FAILED");
        ifMatch("DELETE", path, "W/" + fresh).isProblem(412, "PRECONDITION_FAILED");
        ifMatch("PATCH", path, "x").names("If-Match");
        var next = ifMatch("PATCH", path, stale + ", " + fresh).is(200).etag();
        ifMatch("PATCH", path, "*").is(200);
        ifMatch("DELETE", path, next).is(412);
        ifMatch("DELETE", path, "*").is(204);
    }

    @Test
    void ifMatchHoldsOffAMoveToo() {
        var a = ada.folder("a");
        var call = ada.call("PATCH", "/v1/folders/" + a)
                .header("if-match", "\"x\"")
                .json("{\"parentFolderId\": \"%s\"}".formatted(ada.folder("b")));
        API.send(call).isProblem(412, "PRECONDITION_FAILED");
        assertThat(ada.get("/v1/folders/" + a).get("parentFolderId")).isNull();
    }

    @Test
    void filtersLetThroughWhatTheyName() {
        var outer = ada.folder("outer");
        ada.folder("inner", outer);
        ada.patch("/v1/folders/" + outer, "{\"isFavorite\": true}").is(200);
        assertThat(names("")).containsExactly("inner", "outer");
        assertThat(names("parentFolderId=root")).containsExactly("outer");
        assertThat(names("parentFolderId=" + outer)).containsExactly("inner");
        assertThat(names("isFavorite=true")).containsExactly("outer");
        assertThat(names("isFavorite=false")).containsExactly("inner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "updatedAt", "name"})
    void listsAreSortedBothWays(String sort) {
        for (var name : List.of("a", "B", "c")) {
            ada.folder(name);
        }
        assertThat(names("order=asc&sort=" + sort)).containsExactly("a", "B", "c");
        assertThat(names("order=desc&sort=" + sort)).containsExactly("c", "B", "a");
        assertThat(names("sort=" + sort)).containsExactly("c", "B", "a");
    }

    @Test
    void listsArePagedBothWays() {
        for (var name : List.of("a", "b", "c")) {
            ada.folder(name);
        }
        var first = ada.get("/v1/folders?limit=2").is(200);
        assertThat(first.object()).containsOnlyKeys("items", "total", "page", "limit", "nextCursor");
        assertThat(first.items().getFirst())
                .containsOnlyKeys(
                        "id", "name", "parentFolderId", "description", "isFavorite", "createdAt", "updatedAt");
        assertThat(first.items("name")).containsExactly("c", "b");
        assertThat(ada.get("/v1/folders?limit=2&page=2").items("name")).containsExactly("a");
        var next = ada.get("/v1/folders?limit=2&cursor=" + first.text("nextCursor"))
                .is(200);
        assertThat(next.items("name")).containsExactly("a");
        assertThat(next.object())
                .containsEntry("total", null)
                .containsEntry("page", null)
                .containsEntry("nextCursor", null);
    }

    @Test
    void childrenAreFoldersThenFilesEachWithItsTypeAndShape() {
        var parent = ada.folder("parent");
        var file = ada.file("a", parent);
        var folder = ada.folder("z", parent);
        ada.put("/v1/files/" + file + "/tags/" + ada.tag("t")).is(204);
        ada.file("elsewhere");

        var expectedFolder = new HashMap<>(ada.get("/v1/folders/" + folder).object());
        expectedFolder.remove("path");
        expectedFolder.put("type", "folder");
        var expectedFile = new HashMap<>(ada.get("/v1/files/" + file).object());
        expectedFile.put("type", "file");

        var children = ada.get("/v1/folders/" + parent + "/children").is(200);
        assertThat(children.object())
                .containsOnlyKeys("items", "total", "page", "limit", "nextCursor")
                .containsEntry("items", List.of(expectedFolder, expectedFile))
                .containsEntry("total", 2)
                .containsEntry("page", 1)
                .containsEntry("limit", 20)
                .containsEntry("nextCursor", null);
    }

    @Test
    void rootIsAnIdForChildrenAlone() {
        var folder = ada.folder("folder");
        ada.file("file");
        ada.file("below", folder);
        assertThat(ada.get("/v1/folders/root/children").is(200).items("name")).containsExactly("folder", "file");
        ada.get("/v1/folders/root").names("id");
        ada.delete("/v1/folders/root").names("id");
    }

    @Test
    void anEmptyFolderHasNoChildren() {
        var none = ada.get("/v1/folders/" + ada.folder("a") + "/children").is(200);
        assertThat(none.object()).containsEntry("items", List.of()).containsEntry("total", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=name&order=asc", "sort=name&order=desc", "sort=createdAt"})
    void aPagedListOfChildrenIsTheWholeInOrder(String order) {
        var parent = ada.folder("parent");
        for (var name : List.of("c", "A", "b")) {
            ada.file(name, parent);
            ada.folder(name, parent);
        }
        var path = "/v1/folders/" + parent + "/children?" + order;
        var whole = ada.get(path).items("id");
        assertThat(ada.get(path).items("type")).containsExactly("folder", "folder", "folder", "file", "file", "file");
        for (var limit = 1; limit <= 4; limit++) {
            var byCursor = new ArrayList<@Nullable Object>();
            var byPage = new ArrayList<@Nullable Object>();
            var page = ada.get(path + "&limit=" + limit).is(200);
            byCursor.addAll(page.items("id"));
            while (page.get("nextCursor") != null) {
                var cursor = Call.encode(page.text("nextCursor"));
                page = ada.get(path + "&limit=" + limit + "&cursor=" + cursor).is(200);
                byCursor.addAll(page.items("id"));
            }
            for (var number = 1; number <= 6; number++) {
                byPage.addAll(
                        ada.get(path + "&limit=" + limit + "&page=" + number).items("id"));
            }
            assertThat(byCursor).isEqualTo(whole).hasSize(6);
            assertThat(byPage).isEqualTo(whole);
        }
    }

    private List<@Nullable Object> names(String query) {
        return ada.get("/v1/folders?" + query).is(200).items("name");
    }

    private ApiResponse move(String folder, @Nullable String parent) {
        var id = parent == null ? "null" : '"' + parent + '"';
        return ada.patch("/v1/folders/" + folder, "{\"parentFolderId\": %s}".formatted(id));
    }

    private ApiResponse ifMatch(String method, String path, String tag) {
        var call = ada.call(method, path).header("if-match", tag);
        return API.send(method.equals("PATCH") ? call.json("{\"isFavorite\": true}") : call);
    }

    private static String folder(String name, @Nullable String parent) {
        var id = parent == null ? "null" : '"' + parent + '"';
        return "{\"name\": \"%s\", \"parentFolderId\": %s}".formatted(name, id);
    }
}
