package dev.kontor.functions.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiDescription;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.shared.Limits;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The operations on many items over HTTP.
final class ItemsApiTest {

    private static final Api API = Api.open();
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";

    private final Api.User ada = API.newUser();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void aListIsMovedTaggedMarkedDeletedAndRestored() {
        var to = ada.folder("to");
        var file = ada.file("file");
        var folder = ada.folder("folder");
        var tag = ada.tag("tag");

        assertCount(2, post("move", both(file, folder), "parentFolderId", to));
        assertThat(ada.get("/v1/folders/" + to + "/children").items("name")).containsExactly("folder", "file");
        assertCount(2, post("favorite", both(file, folder)));
        assertThat(ada.get("/v1/folders/" + folder).object()).containsEntry("isFavorite", true);
        assertCount(2, post("unfavorite", both(file, folder)));
        assertCount(1, post("tag", files(file), "tagId", tag));
        assertThat(ada.get("/v1/files?tagId=" + tag).items("name")).containsExactly("file");
        assertCount(1, post("untag", files(file), "tagId", tag));
        assertThat(ada.get("/v1/files?tagId=" + tag).items("name")).isEmpty();
        assertCount(2, post("trash", both(file, folder)));
        assertThat(ada.get("/v1/trash").items("name")).containsExactlyInAnyOrder("folder", "file");
        assertCount(2, post("restore", both(file, folder)));
        assertThat(ada.get("/v1/folders/" + to + "/children").items("name")).containsExactly("folder", "file");
    }

    @Test
    void anItemThatCannotBeDoneIsNamed() {
        var folder = ada.folder("folder");
        var file = ada.file("file");
        var tag = ada.tag("tag");
        var missing = "[%s, %s]".formatted(item("folder", folder), item("file", NOTHING));

        for (var operation : List.of("move", "trash", "favorite", "unfavorite")) {
            var problem = post(operation, missing).isProblem(404, "RESOURCE_NOT_FOUND");
            assertThat(refused(problem)).containsExactly("items[1]");
        }
        for (var operation : List.of("tag", "untag")) {
            var problem = post(operation, files(NOTHING), "tagId", tag).isProblem(404, "RESOURCE_NOT_FOUND");
            assertThat(refused(problem)).containsExactly("items[0]");
            post(operation, both(file, folder), "tagId", tag).names("items[1]");
        }
        assertThat(refused(post("restore", missing).isProblem(404, "RESOURCE_NOT_FOUND")))
                .containsExactly("items[0]", "items[1]");
        assertThat(refused(post("move", both(file, folder), "parentFolderId", folder)
                        .isProblem(409, "CONFLICT")))
                .containsExactly("items[1]");
        assertThat(ada.get("/v1/folders/" + folder + "/children").items("name")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"move", "trash", "restore", "favorite", "unfavorite", "tag", "untag"})
    void aListIsOneToAThousandItems(String operation) {
        var one = item("file", NOTHING);
        post(operation, "[]", "tagId", NOTHING).names("items");
        post(operation, "{}", "tagId", NOTHING).names("items");
        var required = operation.endsWith("tag") ? new String[] {"items", "tagId"} : new String[] {"items"};
        ada.post("/v1/items/" + operation, "{}").names(required);
        var tooMany = String.join(", ", Collections.nCopies(Limits.ITEMS_PER_REQUEST + 1, one));
        post(operation, "[" + tooMany + "]", "tagId", NOTHING).names("items");
        for (var wrong : List.of("null", "5", "\"a\"", "[]")) {
            post(operation, "[%s, %s]".formatted(one, wrong), "tagId", NOTHING).names("items[1]");
        }
        post(operation, "[{\"type\": \"tag\", \"id\": \"5\"}]", "tagId", NOTHING)
                .names("items[0].type", "items[0].id");
    }

    /// An operation refuses a type that it does not take before it looks for the item.
    @ParameterizedTest
    @ValueSource(strings = {"move", "trash", "restore", "favorite", "unfavorite", "tag", "untag"})
    void theTypesThatAnOperationTakesAreDescribed(String operation) {
        var taken = new ArrayList<>();
        for (var type : List.of("file", "folder")) {
            var response = post(operation, "[" + item(type, NOTHING) + "]", "tagId", NOTHING);
            if (response.status() != 400) {
                taken.add(type);
            }
        }

        assertThat(describedTypes(operation)).isEqualTo(taken);
    }

    @Test
    void whereEvenTheNumberedNamesAreTakenARestoreIsRefused() throws SQLException {
        var folder = ada.folder("a");
        ada.delete("/v1/folders/" + folder).is(204);
        ada.folder("a");
        API.database()
                .execute(
                        "insert into folders (user_id, name) select '%s', format('a (%%s)', n) from generate_series(2, %d) n"
                                .formatted(ada.id(), Limits.RENAME_NUMBER_MAX));

        post("restore", "[" + item("folder", folder) + "]").isProblem(409, "DUPLICATE_ENTRY");
    }

    @Test
    void aRestoreOfAllThatWasDeletedTogetherAnswersWithTheOne() {
        var file = ada.file("a");
        var other = ada.file("b");
        assertCount(2, post("trash", files(file, other)));

        var restored = ada.post("/v1/trash/" + file + "/restore", "").is(200);

        assertThat(restored.text("id")).isEqualTo(file);
        assertThat(ada.get("/v1/files?sort=name&order=asc").items("name")).containsExactly("a", "b");
    }

    private static List<?> describedTypes(String operation) {
        var body = ApiDescription.map(
                ApiDescription.ofRoute("POST /v1/items/" + operation).body().get("application/json"));
        var items = ApiDescription.map(properties(body.get("schema")).get("items"));
        var type = ApiDescription.map(properties(items.get("items")).get("type"));
        return ApiDescription.list(type.get("enum"));
    }

    private static Map<String, Object> properties(@Nullable Object schema) {
        return ApiDescription.map(ApiDescription.map(schema).get("properties"));
    }

    private static List<@Nullable Object> refused(ApiResponse problem) {
        var fields = new ArrayList<@Nullable Object>();
        problem.list("errors").forEach(error -> fields.add(error.get("field")));
        return fields;
    }

    private static void assertCount(int count, ApiResponse response) {
        assertThat(response.is(200).object()).containsOnlyKeys("count").containsEntry("count", count);
    }

    private ApiResponse post(String operation, String items) {
        return ada.post("/v1/items/" + operation, "{\"items\": %s}".formatted(items));
    }

    /// With a further member where the operation knows it.
    private ApiResponse post(String operation, String items, String name, String value) {
        var isKnown = !name.equals("tagId") || operation.endsWith("tag");
        return isKnown
                ? ada.post("/v1/items/" + operation, "{\"items\": %s, \"%s\": \"%s\"}".formatted(items, name, value))
                : post(operation, items);
    }

    private static String both(String file, String folder) {
        return "[%s, %s]".formatted(item("file", file), item("folder", folder));
    }

    private static String files(String... ids) {
        return "["
                + String.join(
                        ", ", List.of(ids).stream().map(id -> item("file", id)).toList()) + "]";
    }

    private static String item(String type, String id) {
        return "{\"type\": \"%s\", \"id\": \"%s\"}".formatted(type, id);
    }
}
