package dev.kontor.functions.shares;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.shared.Sha256;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The owner's routes of shares, as docs/api.md has them.
class SharesApiTest {

    private static final Api API = Api.open();
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();

    private String folder = "";
    private String file = "";

    @BeforeEach
    void fill() {
        folder = ada.folder("folder");
        file = ada.file("file", folder);
    }

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void createAnswersTheBareShareWithEveryMember() {
        var created = share("""
            {"fileId": "%s", "expiresAt": "2099-01-01T01:00:00.123456789+01:00", "maxDownloads": 5}
            """.formatted(file));
        assertThat(created.object())
                .containsOnlyKeys(
                        "id",
                        "token",
                        "url",
                        "type",
                        "fileId",
                        "folderId",
                        "hasPassword",
                        "expiresAt",
                        "maxDownloads",
                        "downloadCount",
                        "createdAt")
                .containsEntry("type", "file")
                .containsEntry("fileId", file)
                .containsEntry("folderId", null)
                .containsEntry("hasPassword", false)
                .containsEntry("expiresAt", "2099-01-01T00:00:00.123456Z")
                .containsEntry("maxDownloads", 5)
                .containsEntry("downloadCount", 0)
                .containsEntry("url", "https://api.example.com/v1/public/" + created.get("token"));
        assertThat(created.headers())
                .containsOnlyKeys("Location", "ETag", "Content-Type", "X-Correlation-Id", "Cache-Control")
                .containsEntry("Location", "/v1/shares/" + created.get("id"));
        assertThat(ada.get("/v1/shares").items()).containsExactly(created.object());
    }

    @Test
    void aShareOfAFolderHasNullForWhatItDoesNotSay() {
        assertThat(share("{\"folderId\": \"%s\"}".formatted(folder)).object())
                .containsEntry("type", "folder")
                .containsEntry("fileId", null)
                .containsEntry("folderId", folder)
                .containsEntry("expiresAt", null)
                .containsEntry("maxDownloads", null);
        share("""
            {"folderId": "%s", "fileId": null, "password": null, "expiresAt": null, "maxDownloads": null}
            """.formatted(folder));
    }

    /// Seen elsewhere: a share's password is stored or returned in the clear.
    @Test
    void aPasswordIsNeitherReturnedNorStored() throws SQLException {
        var body = """
            {"fileId": "%s", "password": "correct horse battery"}
            """.formatted(file);
        var created = ada.post("/v1/shares", body, "k").is(201);
        var replayed = ada.post("/v1/shares", body, "k").is(201);

        assertThat(created.object()).containsEntry("hasPassword", true);
        for (var response : List.of(created, replayed, ada.get("/v1/shares").is(200))) {
            assertThat(response.toString()).doesNotContain("correct", "horse", "pbkdf2", "Hash\"");
        }
        for (var table : API.rowCounts().keySet()) {
            assertThat(API.database().query("select t::text from " + table + " t"))
                    .noneMatch(row -> row.contains("horse"));
        }
    }

    /// SHA-256 of what was said is no secret where all but a short password can be known.
    @Test
    void noFastHashOfAPasswordIsStored() throws SQLException {
        var body = "{\"fileId\": \"%s\", \"password\": \"1234\"}".formatted(file);
        ada.post("/v1/shares", body, "k").is(201);
        var plain = "{\"fileId\": \"%s\", \"maxDownloads\": 1234}".formatted(file);
        ada.post("/v1/shares", plain, "l").is(201);

        var kept = API.database()
                .query("select fingerprint from idempotency_keys where user_id = '%s' order by key"
                        .formatted(ada.id()));

        assertThat(kept).hasSize(2).doesNotContain(fast(body)).contains(fast(plain));
        ada.post("/v1/shares", body.replace("1234", "1235"), "k").isProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    private static String fast(String body) {
        return Sha256.hex("{}\n{}\n" + body);
    }

    @Test
    void everyShareIsAnother() {
        var body = "{\"fileId\": \"%s\"}".formatted(file);
        assertThat(share(body).get("token")).isNotEqualTo(share(body).get("token"));
        assertThat(ada.get("/v1/shares").get("total")).isEqualTo(2);
    }

    @Test
    void whatIsNotMineIsNotFound() {
        var trashed = ada.file("trashed");
        ada.delete("/v1/files/" + trashed).is(204);
        for (var id : List.of(NOTHING, trashed, eve.file("hers"), folder)) {
            ada.post("/v1/shares", "{\"fileId\": \"%s\"}".formatted(id)).isProblem(404, "RESOURCE_NOT_FOUND");
        }
        for (var id : List.of(NOTHING, eve.folder("hers"), file)) {
            ada.post("/v1/shares", "{\"folderId\": \"%s\"}".formatted(id)).isProblem(404, "RESOURCE_NOT_FOUND");
        }
        var mine = share("{\"fileId\": \"%s\"}".formatted(file)).header("Location");
        eve.delete(mine).isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(eve.get("/v1/shares").items()).isEmpty();
        ada.delete("/v1/shares/" + NOTHING).isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void aShareEndsForGood() {
        var created = share("{\"fileId\": \"%s\"}".formatted(file));
        assertThat(ada.delete(created.header("Location")).is(204).json()).isNull();
        API.send(API.call("GET", "/v1/public/" + created.get("token"), null)).isProblem(404, "RESOURCE_NOT_FOUND");
        ada.delete(created.header("Location")).isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void ifMatchHoldsOffTheEndOfWhatHasChanged() {
        var created = share("{\"fileId\": \"%s\"}".formatted(file));
        var path = created.header("Location");
        ifMatch(path, "x").names("If-Match");
        ifMatch(path, "\"1\"").isProblem(412, "PRECONDITION_FAILED");
        ifMatch(path, created.etag()).is(204);
    }

    @Test
    void sharesAreListedNewestFirstAndPagedBothWays() {
        var first = share("{\"fileId\": \"%s\"}".formatted(file)).get("id");
        var second = share("{\"folderId\": \"%s\"}".formatted(folder)).get("id");
        var third = share("{\"fileId\": \"%s\"}".formatted(file)).get("id");

        assertThat(ids("")).containsExactly(third, second, first);
        assertThat(ids("?order=asc")).containsExactly(first, second, third);
        assertThat(ids("?fileId=" + file)).containsExactly(third, first);
        assertThat(ids("?folderId=" + folder)).containsExactly(second);
        ada.get("/v1/shares?fileId=" + NOTHING).isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(ids("?limit=2&page=2")).containsExactly(first);
        var page = ada.get("/v1/shares?limit=2").is(200);
        assertThat(page.object())
                .containsOnlyKeys("items", "total", "page", "limit", "nextCursor")
                .containsEntry("total", 3);
        assertThat(ids("?limit=2&cursor=" + page.text("nextCursor"))).containsExactly(first);
    }

    @Test
    void aShareOfWhatIsInTheTrashIsNotListed() {
        share("{\"fileId\": \"%s\"}".formatted(file));
        share("{\"folderId\": \"%s\"}".formatted(folder));
        ada.delete("/v1/folders/" + folder).is(204);
        assertThat(ada.get("/v1/shares").is(200).object())
                .containsEntry("total", 0)
                .containsEntry("items", List.of());
    }

    @Test
    void theLinkIsOfTheDomainThatTheGatewayNames() {
        var call = ada.call("POST", "/v1/shares")
                .json("{\"fileId\": \"%s\"}".formatted(file))
                .header("host", "evil.example.org")
                .header("x-forwarded-host", "evil.example.org")
                .header("forwarded", "host=evil.example.org");
        assertThat(API.send(call).is(201).text("url")).startsWith("https://api.example.com/v1/");
        assertThat(url(call, "https", "443")).startsWith("https://api.example.com/v1/public/");
        assertThat(url(call, "http", "8080")).startsWith("http://api.example.com:8080/v1/public/");
        assertThat(url(call, "http", "80")).startsWith("http://api.example.com/v1/public/");
        assertThat(url(call, "javascript", "443")).startsWith("https://api.example.com/v1/public/");
        assertThat(url(call, "https", "443@evil.example.org/")).startsWith("https://api.example.com/v1/public/");
    }

    private static String url(Call call, String scheme, String port) {
        var forwarded = call.header("x-forwarded-proto", scheme).header("x-forwarded-port", port);
        return API.send(forwarded).is(201).text("url");
    }

    private ApiResponse share(String json) {
        return ada.post("/v1/shares", json).is(201);
    }

    private List<@Nullable Object> ids(String query) {
        return ada.get("/v1/shares" + query).is(200).items("id");
    }

    private ApiResponse ifMatch(String path, String tag) {
        return API.send(ada.call("DELETE", path).header("if-match", tag));
    }
}
