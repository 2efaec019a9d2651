package dev.kontor.functions.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.shared.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The routes of files and of their tags, as docs/api.md has them.
class FilesApiTest {

    private static final Api API = Api.open();
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";
    private static final String CHECKSUM = "0123456789abcdef".repeat(4);

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void createAnswersTheFileWithEveryMember() {
        var folder = ada.folder("Docs");
        var tag = ada.tag("urgent");
        var created =
                ada.post("/v1/files", """
                    {"name": "Report.pdf", "mimeType": "application/pdf", "size": 52417,
                     "parentFolderId": "%s", "description": "March", "checksum": "%s",
                     "tagIds": ["%s"]}
                    """.formatted(folder, CHECKSUM, tag)).is(201);

        assertThat(created.object()).containsOnlyKeys("file", "upload");
        var file = created.object("file");
        var expected = new HashMap<String, Object>();
        expected.put("id", file.get("id"));
        expected.put("name", "Report.pdf");
        expected.put("mimeType", "application/pdf");
        expected.put("size", 52417);
        expected.put("parentFolderId", folder);
        expected.put("description", "March");
        expected.put("isFavorite", false);
        expected.put("isPublic", false);
        expected.put("isUploaded", false);
        expected.put("currentVersion", 1);
        var tagShown = new HashMap<String, Object>(Map.of("id", tag, "name", "urgent"));
        tagShown.put("color", null);
        expected.put("tags", List.of(tagShown));
        expected.put("createdAt", file.get("createdAt"));
        expected.put("updatedAt", file.get("updatedAt"));
        assertThat(file).isEqualTo(expected);
        assertThat(created.headers())
                .containsOnlyKeys("Location", "ETag", "Content-Type", "X-Correlation-Id", "Cache-Control")
                .containsEntry("Location", "/v1/files/" + file.get("id"))
                .containsEntry("Content-Type", "application/json");
        assertThat(created.etag()).matches("\"[!#-~]+\"");
    }

    /// Everything is as long as it can be, and takes the most bytes as JSON within JSON.
    @Test
    void aFullPageOfTheLargestFilesIsBelowTheLimitOfLambda() {
        var tags =
                IntStream.range(0, Limits.TAGS_PER_FILE).mapToObj(this::longTag).toList();
        for (var i = 0; i < Limits.PAGE_ITEMS_MAX; i++) {
            var file = Map.of(
                    "name",
                    longName(i, Limits.NAME_CHARACTERS),
                    "mimeType",
                    "a/b;" + "\"".repeat(Limits.MIME_TYPE_CHARACTERS - 4),
                    "size",
                    Limits.FILE_BYTES_MAX,
                    "description",
                    longText(i, Limits.DESCRIPTION_CHARACTERS),
                    "tagIds",
                    tags);
            ada.post("/v1/files", Lambda.json(file)).is(201);
        }

        var page = ada.get("/v1/files?sort=name&limit=" + Limits.PAGE_ITEMS_MAX).is(200);

        assertThat(page.items()).hasSize(Limits.PAGE_ITEMS_MAX);
        assertThat(Lambda.json(Objects.requireNonNull(page.body())).getBytes(StandardCharsets.UTF_8).length)
                .isBetween(Limits.RESPONSE_BYTES_MAX * 8 / 10, Limits.RESPONSE_BYTES_MAX);
    }

    private String longTag(int number) {
        var tag = Map.of(
                "name", longName(number, Limits.TAG_NAME_CHARACTERS),
                "color", "\"".repeat(Limits.COLOR_CHARACTERS));
        return ada.post("/v1/tags", Lambda.json(tag)).is(201).text("id");
    }

    private static String longName(int number, int characters) {
        return "%03d".formatted(number) + "\"".repeat(characters - 3);
    }

    private static String longText(int number, int characters) {
        return "%03d".formatted(number) + "\u0001".repeat(characters - 3);
    }

    @Test
    void aMemberWithoutValueIsThereAsNull() {
        assertThat(ada.get("/v1/files/" + ada.file("a")).object())
                .containsEntry("parentFolderId", null)
                .containsEntry("description", null)
                .containsEntry("tags", List.of());
    }

    @Test
    void timesAreRfc3339InUtc() {
        var file = ada.get("/v1/files/" + ada.file("a"));
        for (var member : List.of("createdAt", "updatedAt")) {
            assertThat(file.text(member)).endsWith("Z");
            assertThat(Instant.parse(file.text(member)))
                    .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
        }
    }

    @Test
    void whatWasCreatedIsWhatIsReadAndListed() {
        var created = ada.post("/v1/files", file("a.txt")).is(201);
        var read = ada.get(created.header("Location")).is(200);
        assertThat(read.object()).isEqualTo(created.object("file"));
        assertThat(read.etag()).isEqualTo(created.etag());
        assertThat(ada.get("/v1/files").items()).containsExactly(read.object());
    }

    @Test
    void aNullOptionalMemberIsAsGoodAsNone() {
        ada.post("/v1/files", """
            {"name": "a", "mimeType": "a/b", "size": 0, "parentFolderId": null,
             "description": null, "checksum": null, "tagIds": null}
            """).is(201);
    }

    @Test
    @DisplayName("S18: a file comes with its version 1, and without it not at all")
    void createMakesFileAndVersionOne() throws Exception {
        var id = ada.file("a");
        assertThat(API.database().query("""
            select v.version, v.size, v.is_uploaded
            from file_versions v where v.file_id = '%s'
            """.formatted(id))).containsExactly("1 5 f");
    }

    @Test
    void aTakenNameIsADuplicateWithoutRegardToCase() {
        ada.file("Straße.txt");
        ada.post("/v1/files", file("STRAßE.TXT")).isProblem(409, "DUPLICATE_ENTRY");
        ada.post("/v1/files?onConflict=fail", file("straße.txt")).isProblem(409, "DUPLICATE_ENTRY");
        assertThat(ada.get("/v1/files").get("total")).isEqualTo(1);
    }

    @Test
    void aNameIsTakenInItsOwnFolderAndByItsOwnerAlone() {
        ada.file("a");
        ada.file("a", ada.folder("a"));
        eve.file("a");
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, a (2).txt, a (3).txt",
        "README, README (2), README (3)",
        ".profile, .profile (2), .profile (3)",
        "a.tar.gz, a.tar (2).gz, a.tar (3).gz"
    })
    void onConflictRenameNumbersTheName(String name, String second, String third) {
        ada.file(name);
        for (var expected : List.of(second, third)) {
            var renamed = ada.post("/v1/files?onConflict=rename", file(name)).is(201);
            assertThat(renamed.object("file")).containsEntry("name", expected);
        }
    }

    @Test
    void onConflictRenameLeavesAFreeNameAlone() {
        var created = ada.post("/v1/files?onConflict=rename", file("a.txt")).is(201);
        assertThat(created.object("file")).containsEntry("name", "a.txt");
    }

    @Test
    void aRenamedLongNameStaysWithinTheLimit() {
        var name = "\uD83D\uDE00".repeat(496) + ".txt";
        ada.file(name);
        var renamed = ada.post("/v1/files?onConflict=rename", file(name)).is(201);
        assertThat(renamed.object("file")).containsEntry("name", "\uD83D\uDE00".repeat(492) + " (2).txt");
    }

    @Test
    void trashFreesAName() {
        ada.delete("/v1/files/" + ada.file("a")).is(204);
        ada.file("a");
    }

    @Test
    void aParentThatIsNotMineAndAliveIsNotFound() {
        var trashed = ada.folder("trashed");
        ada.delete("/v1/folders/" + trashed).is(204);
        for (var parent : List.of(NOTHING, eve.folder("hers"), trashed)) {
            ada.post("/v1/files", """
                {"name":"a","mimeType":"a/b","size":1,"parentFolderId":"%s"}
                """.formatted(parent)).isProblem(404, "RESOURCE_NOT_FOUND");
        }
        assertThat(ada.get("/v1/files").get("total")).isEqualTo(0);
    }

    @Test
    void aTagThatIsNotMineIsNotFoundAndNothingIsMade() {
        var mine = ada.tag("mine");
        for (var other : List.of(NOTHING, eve.tag("hers"))) {
            ada.post("/v1/files", """
                {"name":"a","mimeType":"a/b","size":1,"tagIds":["%s","%s"]}
                """.formatted(mine, other)).isProblem(404, "RESOURCE_NOT_FOUND");
        }
        assertThat(ada.get("/v1/files").get("total")).isEqualTo(0);
    }

    @Test
    void whatIsNotMineAndAliveIsNotFoundByAnyRoute() {
        var trashed = ada.file("trashed");
        ada.delete("/v1/files/" + trashed).is(204);
        var tag = ada.tag("mine");
        for (var id : List.of(NOTHING, eve.file("hers"), trashed)) {
            var path = "/v1/files/" + id;
            ada.get(path).isProblem(404, "RESOURCE_NOT_FOUND");
            ada.patch(path, "{\"name\": \"b\"}").isProblem(404, "RESOURCE_NOT_FOUND");
            ada.patch(path, "{}").isProblem(404, "RESOURCE_NOT_FOUND");
            ada.delete(path).isProblem(404, "RESOURCE_NOT_FOUND");
            ada.put(path + "/tags/" + tag).isProblem(404, "RESOURCE_NOT_FOUND");
            ada.delete(path + "/tags/" + tag).isProblem(404, "RESOURCE_NOT_FOUND");
        }
    }

    @Test
    void anIdIsTheSameInEitherCase() {
        var id = ada.file("a");
        assertThat(ada.get("/v1/files/" + id.toUpperCase(Locale.ROOT)).is(200).get("id"))
                .isEqualTo(id);
    }

    @Test
    void patchChangesWhatItNamesAndNothingElse() {
        var id = ada.file("a");
        var before = ada.get("/v1/files/" + id);
        var patched = ada.patch("/v1/files/" + id, "{\"isFavorite\": true, \"description\": \"new\"}")
                .is(200);
        var expected = new HashMap<>(before.object());
        expected.put("isFavorite", true);
        expected.put("description", "new");
        expected.put("updatedAt", patched.get("updatedAt"));
        assertThat(patched.object()).isEqualTo(expected);
        assertThat(patched.etag()).isNotEqualTo(before.etag());
        assertThat(Instant.parse(patched.text("updatedAt"))).isAfter(Instant.parse(before.text("updatedAt")));
        assertThat(ada.get("/v1/files/" + id).object()).isEqualTo(expected);
    }

    @Test
    void patchTakesEveryMemberThatItMay() {
        var id = ada.file("a");
        var folder = ada.folder("Docs");
        var patched = ada.patch("/v1/files/" + id, """
            {"name": "b", "description": "d", "parentFolderId": "%s",
             "isFavorite": true, "isPublic": true}
            """.formatted(folder)).is(200);
        assertThat(patched.object())
                .containsEntry("name", "b")
                .containsEntry("description", "d")
                .containsEntry("parentFolderId", folder)
                .containsEntry("isFavorite", true)
                .containsEntry("isPublic", true);
    }

    @Test
    void patchWithNullRemovesDescriptionAndParent() {
        var id = ada.file("a", ada.folder("Docs"));
        ada.patch("/v1/files/" + id, "{\"description\": \"d\"}").is(200);
        var patched = ada.patch("/v1/files/" + id, "{\"description\": null, \"parentFolderId\": null}")
                .is(200);
        assertThat(patched.object()).containsEntry("description", null).containsEntry("parentFolderId", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "isFavorite", "isPublic"})
    void patchCannotRemoveWhatAFileMustHave(String member) {
        ada.patch("/v1/files/" + ada.file("a"), "{\"%s\": null}".formatted(member))
                .names(member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "userId", "size", "mimeType", "tags", "createdAt", "isUploaded"})
    void patchRefusesMembersThatAreNotItsOwn(String member) {
        ada.patch("/v1/files/" + ada.file("a"), "{\"%s\": \"x\"}".formatted(member))
                .names(member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/merge-patch+json",
                "application/json",
                "Application/Merge-Patch+JSON ; charset=UTF-8"
            })
    void patchTakesBothContentTypes(String contentType) {
        var call = ada.call("PATCH", "/v1/files/" + ada.file("a"));
        API.send(call.body(contentType, "{\"name\": \"b\"}")).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json-patch+json", "application/xml", ""})
    void otherContentTypesAreNotSupported(String contentType) {
        var path = "/v1/files/" + ada.file("a");
        API.send(ada.call("PATCH", path).body(contentType, "{\"name\": \"b\"}"))
                .isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
        API.send(ada.call("POST", "/v1/files").body(contentType, file("c"))).isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
        assertThat(ada.get("/v1/files").items("name")).containsExactly("a");
    }

    @Test
    void aMergePatchIsNoWayToCreate() {
        API.send(ada.call("POST", "/v1/files").body("application/merge-patch+json", file("a")))
                .isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aNewNameThatIsTakenIsADuplicate() {
        ada.file("a");
        var b = ada.file("b");
        ada.patch("/v1/files/" + b, "{\"name\": \"A\"}").isProblem(409, "DUPLICATE_ENTRY");
        assertThat(ada.get("/v1/files/" + b).get("name")).isEqualTo("b");
    }

    @Test
    void aFileMayBeRenamedToItsOwnNameInAnotherCase() {
        ada.patch("/v1/files/" + ada.file("a"), "{\"name\": \"A\"}").is(200);
    }

    @Test
    void aMoveToWhereTheNameIsTakenIsADuplicate() {
        var folder = ada.folder("Docs");
        ada.file("a", folder);
        var a = ada.file("a");
        ada.patch("/v1/files/" + a, "{\"parentFolderId\": \"%s\"}".formatted(folder))
                .isProblem(409, "DUPLICATE_ENTRY");
    }

    @Test
    void aMoveToAFolderThatIsNotMineAndAliveIsNotFound() {
        var trashed = ada.folder("trashed");
        ada.delete("/v1/folders/" + trashed).is(204);
        var file = ada.file("a");
        for (var parent : List.of(NOTHING, eve.folder("hers"), trashed)) {
            ada.patch("/v1/files/" + file, "{\"parentFolderId\": \"%s\"}".formatted(parent))
                    .isProblem(404, "RESOURCE_NOT_FOUND");
        }
        assertThat(ada.get("/v1/files/" + file).get("parentFolderId")).isNull();
    }

    @Test
    @DisplayName("S8: a deleted file is in no list and in no folder")
    void deleteMovesToTheTrash() throws Exception {
        var folder = ada.folder("Docs");
        var id = ada.file("a", folder);
        var deleted = ada.delete("/v1/files/" + id).is(204);
        assertThat(deleted.json()).isNull();
        assertThat(ada.get("/v1/files").items()).isEmpty();
        assertThat(ada.get("/v1/folders/" + folder + "/children").items()).isEmpty();
        assertThat(API.database()
                        .query("select is_deleted, deleted_at is not null from files where id = '%s'".formatted(id)))
                .containsExactly("t t");
    }

    @Test
    @DisplayName("S10: a change of what has changed since it was read is refused")
    void ifMatchHoldsOffAChangeOfWhatHasChanged() {
        var path = "/v1/files/" + ada.file("a");
        var stale = ada.get(path).etag();
        var fresh = ada.patch(path, "{\"description\": \"1\"}").is(200).etag();
        ifMatch("PATCH", path, stale).isProblem(412, "PRECONDITION_FAILED");
        ifMatch("DELETE", path, stale).isProblem(412, "PRECONDITION_FAILED");
        assertThat(ada.get(path).get("description")).isEqualTo("1");
        var next = ifMatch("PATCH", path, fresh).is(200).etag();
        ifMatch("DELETE", path, next).is(204);
    }

    @Test
    void ifMatchTakesAnyAndLists() {
        var path = "/v1/files/" + ada.file("a");
        ifMatch("PATCH", path, "*").is(200);
        ifMatch("PATCH", path, "\"x\", " + ada.get(path).etag()).is(200);
        ifMatch("PATCH", path, ada.get(path).etag() + ",\"x\"").is(200);
        ifMatch("PATCH", path, "\"x\" , \"y\"").is(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"0\"", "\"1\"", "\"zzzzzzzzzzzz\"", "\"1y2p0ij32e8e7\"", "\"né\""})
    void ifMatchWithATagThatIsNotOursMatchesNothing(String tag) {
        ifMatch("PATCH", "/v1/files/" + ada.file("a"), tag).isProblem(412, "PRECONDITION_FAILED");
    }

    @Test
    void aWeakTagNeverMatches() {
        var path = "/v1/files/" + ada.file("a");
        ifMatch("PATCH", path, "W/" + ada.get(path).etag()).isProblem(412, "PRECONDITION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "\"abc", "abc\"", "\"a\" \"b\"", "*,\"a\"", "\"a\",", "w/\"a\""})
    void aMalformedIfMatchIsABadRequest(String header) {
        var path = "/v1/files/" + ada.file("a");
        ifMatch("PATCH", path, header).names("If-Match");
        ifMatch("DELETE", path, header).names("If-Match");
        ada.get(path).is(200);
    }

    @Test
    void ifMatchOnNothingIsNotFound() {
        ifMatch("PATCH", "/v1/files/" + NOTHING, "*").isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void taggingIsIdempotent() {
        var file = "/v1/files/" + ada.file("a");
        var tag = ada.tag("t");
        for (var again = 0; again < 2; again++) {
            assertThat(ada.put(file + "/tags/" + tag).is(204).json()).isNull();
        }
        var tagged = ada.get(file);
        assertThat(tagged.list("tags")).extracting("id").containsExactly(tag);
        for (var again = 0; again < 2; again++) {
            ada.delete(file + "/tags/" + tag).is(204);
        }
        assertThat(ada.get(file).list("tags")).isEmpty();
        assertThat(ada.get(file).etag()).isNotEqualTo(tagged.etag());
    }

    @Test
    void aTagOfAnotherUserCannotBePutOn() {
        var file = "/v1/files/" + ada.file("a");
        for (var tag : List.of(NOTHING, eve.tag("hers"))) {
            ada.put(file + "/tags/" + tag).isProblem(404, "RESOURCE_NOT_FOUND");
            ada.delete(file + "/tags/" + tag).isProblem(404, "RESOURCE_NOT_FOUND");
        }
        assertThat(ada.get(file).list("tags")).isEmpty();
    }

    @Test
    void tagsOfAFileAreSortedByName() {
        var c = ada.tag("c");
        var a = ada.tag("A");
        var b = ada.tag("b");
        var created = ada.post("/v1/files", """
            {"name":"x","mimeType":"a/b","size":1,"tagIds":["%s","%s","%s"]}
            """.formatted(c, b, a));
        var read = ada.get(created.header("Location"));
        assertThat(read.list("tags")).extracting("name").containsExactly("A", "b", "c");
        assertThat(created.object("file")).isEqualTo(read.object());
    }

    @Test
    @DisplayName("S13: lists are paged from 1, 20 by default, the newest first")
    void listsAreNewestFirstInPagesOfTwenty() {
        for (var i = 0; i < 21; i++) {
            ada.file("f" + i);
        }
        var first = ada.get("/v1/files").is(200);
        assertThat(first.object()).containsOnlyKeys("items", "total", "page", "limit", "nextCursor");
        assertThat(first.object())
                .containsEntry("total", 21)
                .containsEntry("page", 1)
                .containsEntry("limit", 20);
        assertThat(first.get("nextCursor")).isNotNull();
        assertThat(first.items("name")).hasSize(20).startsWith("f20", "f19").endsWith("f1");
        var second = ada.get("/v1/files?page=2");
        assertThat(second.object())
                .containsEntry("total", 21)
                .containsEntry("page", 2)
                .containsEntry("nextCursor", null);
        assertThat(second.items("name")).containsExactly("f0");
    }

    @Test
    void aPageBeyondTheLastIsEmptyAndKnowsTheTotal() {
        ada.file("a");
        var beyond = ada.get("/v1/files?page=100000&limit=100").is(200);
        assertThat(beyond.items()).isEmpty();
        assertThat(beyond.object()).containsEntry("total", 1).containsEntry("nextCursor", null);
    }

    @Test
    void theListOfNobodyIsEmpty() {
        var none = ada.get("/v1/files").is(200);
        assertThat(none.object())
                .containsEntry("items", List.of())
                .containsEntry("total", 0)
                .containsEntry("nextCursor", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=createdAt&order=asc",
                "sort=updatedAt&order=desc",
                "sort=name&order=asc",
                "sort=name&order=desc",
                "sort=size&order=asc",
                "sort=size&order=desc"
            })
    void cursorsGiveEveryItemOnceInTheOrderOfTheWhole(String order) {
        for (var name : List.of("b", "C", "a", "ä", "Ω", "two  blanks", "\uD83D\uDE00")) {
            ada.file(name);
        }
        var whole = ada.get("/v1/files?" + order).items("name");
        var paged = new ArrayList<@Nullable Object>();
        var page = ada.get("/v1/files?limit=2&" + order);
        assertThat(page.object()).containsEntry("total", 7).containsEntry("page", 1);
        paged.addAll(page.items("name"));
        while (page.get("nextCursor") != null) {
            page = ada.get("/v1/files?limit=2&%s&cursor=%s".formatted(order, Call.encode(page.text("nextCursor"))));
            assertThat(page.is(200).object())
                    .containsEntry("total", null)
                    .containsEntry("page", null)
                    .containsEntry("limit", 2);
            paged.addAll(page.items("name"));
        }
        assertThat(paged).isEqualTo(whole).hasSize(7);
    }

    @Test
    void aCursorNeitherSkipsNorRepeatsWhenRowsComeAndGo() {
        for (var name : List.of("a", "b", "c", "d")) {
            ada.file(name);
        }
        var first = ada.get("/v1/files?limit=2&sort=name&order=asc");
        ada.file("aa");
        ada.delete("/v1/files/" + first.items("id").getFirst()).is(204);
        var rest = ada.get("/v1/files?sort=name&order=asc&cursor=" + first.text("nextCursor"))
                .is(200);
        assertThat(rest.items("name")).containsExactly("c", "d");
    }

    @Test
    void aCursorIsBoundToItsFilterAndSortAndUser() {
        ada.file("a");
        ada.file("b");
        eve.file("c");
        var cursor = ada.get("/v1/files?limit=1&sort=name").text("nextCursor");
        for (var other : List.of(
                "sort=size",
                "sort=name&order=asc",
                "sort=name&isFavorite=true",
                "sort=name&parentFolderId=root",
                "sort=name&mimeType=text/plain",
                "sort=name&tagId=" + NOTHING)) {
            ada.get("/v1/files?%s&cursor=%s".formatted(other, cursor)).names("cursor");
        }
        eve.get("/v1/files?sort=name&cursor=" + cursor).names("cursor");
        ada.get("/v1/folders?sort=name&cursor=" + cursor).names("cursor");
    }

    @Test
    void filtersLetThroughWhatTheyName() {
        var folder = ada.folder("Docs");
        var tag = ada.tag("t");
        var inFolder = ada.file("in", folder);
        var top = ada.file("top");
        ada.put("/v1/files/" + inFolder + "/tags/" + tag).is(204);
        ada.patch("/v1/files/" + top, "{\"isFavorite\": true}").is(200);
        ada.post("/v1/files", "{\"name\":\"p\",\"mimeType\":\"image/png\",\"size\":1}")
                .is(201);

        assertThat(names("parentFolderId=root")).containsExactlyInAnyOrder("top", "p");
        assertThat(names("parentFolderId=" + folder)).containsExactly("in");
        ada.get("/v1/files?parentFolderId=" + NOTHING).isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(names("tagId=" + tag)).containsExactly("in");
        ada.get("/v1/files?tagId=" + NOTHING).isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(names("isFavorite=true")).containsExactly("top");
        assertThat(names("isFavorite=false")).containsExactlyInAnyOrder("in", "p");
        assertThat(names("mimeType=image/png")).containsExactly("p");
        assertThat(names("mimeType=text%2Fplain&parentFolderId=root")).containsExactly("top");
        assertThat(ada.get("/v1/files?isFavorite=false").get("total")).isEqualTo(2);
    }

    @Test
    void aFolderListsWhatLiesInItAndNotBelowIt() {
        var outer = ada.folder("outer");
        ada.file("deep", ada.folder("inner", outer));
        ada.file("here", outer);
        assertThat(names("parentFolderId=" + outer)).containsExactly("here");
    }

    @Test
    void sortByNameDisregardsCase() {
        for (var name : List.of("b", "C", "a", "B2")) {
            ada.file(name);
        }
        assertThat(names("sort=name&order=asc")).containsExactly("a", "b", "B2", "C");
        assertThat(names("sort=name&order=desc")).containsExactly("C", "B2", "b", "a");
    }

    @Test
    void tiesGoById() {
        var ids = new HashSet<String>();
        for (var i = 0; i < 5; i++) {
            ids.add(ada.file("f" + i));
        }
        var sorted = ids.stream().sorted().toList();
        assertThat(ada.get("/v1/files?sort=size&order=asc").items("id")).isEqualTo(sorted);
        assertThat(ada.get("/v1/files?sort=size&order=desc").items("id")).isEqualTo(sorted.reversed());
    }

    @Test
    void sortBySizeAndByLastChange() {
        for (var size : List.of(7, 1000, 30)) {
            var body = "{\"name\":\"%d\",\"mimeType\":\"a/b\",\"size\":%d}".formatted(size, size);
            ada.post("/v1/files", body).is(201);
        }
        assertThat(names("sort=size&order=asc")).containsExactly("7", "30", "1000");
        var id = Objects.requireNonNull(
                ada.get("/v1/files?sort=size&order=asc").items("id").get(0));
        ada.patch("/v1/files/" + id, "{\"isFavorite\": true}").is(200);
        assertThat(names("sort=updatedAt")).first().isEqualTo("7");
    }

    @Test
    @DisplayName("S4: a user id is any text")
    void aUserIdIsAnyText() {
        for (var id : List.of("a", "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ", "ä:\uD83D\uDE00'\";--")) {
            var user = API.as(id);
            user.file("mine-" + UUID.randomUUID());
            assertThat(user.get("/v1/files").get("total")).isEqualTo(1);
        }
    }

    private List<@Nullable Object> names(String query) {
        return ada.get("/v1/files?" + query).is(200).items("name");
    }

    private ApiResponse ifMatch(String method, String path, String tag) {
        var call = ada.call(method, path).header("if-match", tag);
        return API.send(method.equals("PATCH") ? call.json("{\"isFavorite\": true}") : call);
    }

    private static String file(String name) {
        return "{\"name\": \"%s\", \"mimeType\": \"text/plain\", \"size\": 5}".formatted(name);
    }
}
