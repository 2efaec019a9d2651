package dev.kontor.functions.shares;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.shared.Limits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The public routes of shares, as docs/api.md has them, asked by nobody in
/// particular.
@Tag("slow")
class PublicSharesApiTest {

    private static final Api API = Api.open();
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";

    private final Api.User ada = API.newUser();

    private String top = "";
    private String below = "";
    private String file = "";
    private String deep = "";
    private String outside = "";

    /// `top` with `file`, and `below` it `deep`; `outside` lies beside it.
    @BeforeEach
    void fill() {
        top = ada.folder("top");
        below = ada.folder("below", top);
        file = ada.file("file", top);
        deep = ada.file("deep", below);
        outside = ada.file("outside");
        for (var each : List.of(file, deep, outside)) {
            API.upload(each, 1);
        }
    }

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void aFileIsShownWithItsNameTypeAndSize() {
        assertThat(get(of("fileId", file)).is(200).object())
                .isEqualTo(members(
                        "type",
                        "file",
                        "name",
                        "file",
                        "mimeType",
                        "text/plain",
                        "size",
                        5,
                        "hasPassword",
                        false,
                        "expiresAt",
                        null));
    }

    @Test
    void aFolderIsShownAsAPageOfWhatLiesInIt() {
        var token = of("folderId", top);
        var subfolder = members("id", below, "type", "folder", "name", "below", "mimeType", null, "size", null);
        var item = members("id", file, "type", "file", "name", "file", "mimeType", "text/plain", "size", 5);
        assertThat(get(token).is(200).object())
                .isEqualTo(members(
                        "type",
                        "folder",
                        "name",
                        "top",
                        "hasPassword",
                        false,
                        "expiresAt",
                        null,
                        "items",
                        List.of(subfolder, item),
                        "total",
                        2,
                        "page",
                        1,
                        "limit",
                        20,
                        "nextCursor",
                        null));
        assertThat(get(token + "?folderId=" + below).is(200).object())
                .containsEntry("name", "below")
                .containsEntry("total", 1);
    }

    @Test
    void whatDependsOnThePasswordHeaderSaysSo() {
        var token = share("{\"fileId\": \"%s\", \"password\": \"s3cret\"}".formatted(file));
        var withoutPassword = get(token).is(200);
        var withPassword = get(token, "s3cret").is(200);
        var withAWrongOne = get(token, "wrong").is(403);
        var malformed = get(token + "?limit=0").is(400);
        assertThat(List.of(withoutPassword, withPassword, withAWrongOne, malformed))
                .allSatisfy(response -> assertThat(response.headers()).containsEntry("Vary", "Share-Password"));
        assertThat(download(token, "{\"password\": \"s3cret\"}").is(200).headers())
                .doesNotContainKey("Vary");
    }

    @Test
    void aFolderIsSortedAndReadInPages() {
        for (var name : List.of("b", "C", "a")) {
            API.upload(ada.file(name, below), 1);
        }
        ada.file("never arrived", below);
        var path = of("folderId", top) + "?folderId=" + below + "&limit=2&sort=name&order=asc";
        var first = get(path).is(200);
        assertThat(first.items("name")).containsExactly("a", "b");
        var next = get(path + "&cursor=" + first.text("nextCursor")).is(200);
        assertThat(next.items("name")).containsExactly("C", "deep");
        assertThat(next.object()).containsEntry("nextCursor", null).containsEntry("total", null);
        assertThat(get(path + "&page=2").items("name")).containsExactly("C", "deep");
    }

    @Test
    void aDownloadIsARequestToTheStorage() {
        var token = of("fileId", file);
        for (var request : List.of(download(token, null), download(token, "{}"))) {
            assertThat(request.is(200).object())
                    .containsOnlyKeys("url", "method", "headers", "expiresAt")
                    .containsEntry("method", "GET");
            assertThat(URLDecoder.decode(request.text("url"), StandardCharsets.UTF_8))
                    .contains(storageKey(file), "file", "X-Amz-Signature=")
                    .doesNotContain(ada.id());
        }
        assertThat(downloads()).containsExactly(2);
        var inFolder = download(of("folderId", top), "{\"fileId\": \"%s\"}".formatted(deep));
        assertThat(inFolder.is(200).text("url")).contains(storageKey(deep));
    }

    @Test
    void aLinkToTheContentEndsWithTheShare() {
        var end = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
        var ending = share("{\"fileId\": \"%s\", \"expiresAt\": \"%s\"}".formatted(file, end));
        assertThat(download(ending, null).is(200).text("expiresAt")).isEqualTo(end.toString());

        var later = Instant.now().plus(Duration.ofDays(1));
        var lasting = share("{\"fileId\": \"%s\", \"expiresAt\": \"%s\"}".formatted(file, later));
        var link = Instant.parse(download(lasting, null).is(200).text("expiresAt"));
        assertThat(link).isBefore(later).isAfter(Instant.now().plus(Duration.ofMinutes(14)));
    }

    @Test
    void aDownloadOfAFolderNamesAFile() {
        download(of("folderId", top), "{}").names("fileId");
        download(of("folderId", top), null).names("fileId");
    }

    @Test
    void whatWasNeverUploadedIsAConflict() {
        var empty = ada.file("empty", top);
        var body = "{\"fileId\": \"%s\"}".formatted(empty);
        download(of("folderId", top), body).isProblem(409, "CONFLICT");
        download(of("fileId", empty), null).isProblem(409, "CONFLICT");
        assertThat(downloads()).containsOnly(0);
    }

    /// Seen elsewhere: a share of a trashed file still resolves.
    @Test
    @DisplayName("S8: whatever leads nowhere is answered in the same words")
    void whateverLeadsNowhereIsAnsweredInTheSameWords() throws SQLException {
        var expired = of("fileId", file);
        API.database().execute("update shares set expires_at = now() where token = '%s'".formatted(expired));
        var usedUp = share("{\"fileId\": \"%s\", \"maxDownloads\": 1}".formatted(file));
        download(usedUp, null).is(200);
        var trashed = of("fileId", outside);
        ada.delete("/v1/files/" + outside).is(204);
        var inTrashedFolder = of("fileId", deep);
        var trashedFolder = of("folderId", below);
        ada.delete("/v1/folders/" + below).is(204);
        var ended =
                ada.post("/v1/shares", "{\"fileId\": \"%s\"}".formatted(file)).is(201);
        ada.delete(ended.header("Location")).is(204);
        var purged = of("fileId", file);
        API.database().execute("delete from files where id = '%s'".formatted(file));

        var shown = new ArrayList<ApiResponse>();
        var downloaded = new ArrayList<ApiResponse>();
        for (var token : List.of(
                expired,
                usedUp,
                trashed,
                inTrashedFolder,
                trashedFolder,
                ended.text("token"),
                purged,
                "A".repeat(43),
                "x",
                "%00",
                NOTHING,
                "A".repeat(5_000),
                "%F0%9F%98%80")) {
            shown.add(get(token));
            shown.add(get(token, "guess"));
            shown.add(get(token + "?folderId=" + below));
            downloaded.add(download(token, null));
            downloaded.add(download(token, "{\"password\": \"guess\"}"));
            downloaded.add(download(token, "{\"fileId\": \"%s\"}".formatted(deep)));
        }

        shown.getFirst().isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(shown).containsOnly(shown.getFirst());
        assertThat(downloaded).containsOnly(downloaded.getFirst());
        assertThat(downloaded.getFirst().is(404).body())
                .isEqualTo(shown.getFirst().body());
    }

    @Test
    void aLinkIsGoodAgainWhenWhatItSharesIsBack() {
        var token = of("folderId", below);
        ada.delete("/v1/folders/" + top).is(204);
        get(token).isProblem(404, "RESOURCE_NOT_FOUND");
        ada.post("/v1/trash/" + top + "/restore", "").is(200);
        get(token).is(200);
        download(token, "{\"fileId\": \"%s\"}".formatted(deep)).is(200);
    }

    @Test
    void nothingElseIsReachedByGuessedIds() {
        var eve = API.newUser();
        var hers = eve.file("hers");
        var moved = ada.file("moved", top);
        API.upload(moved, 1);
        var token = of("folderId", top);
        var body = "{\"fileId\": \"%s\"}";
        download(token, body.formatted(moved)).is(200);
        ada.patch("/v1/files/" + moved, "{\"parentFolderId\": null}").is(200);
        ada.delete("/v1/files/" + deep).is(204);

        for (var id : List.of(outside, hers, moved, deep, NOTHING)) {
            download(token, body.formatted(id)).isProblem(404, "RESOURCE_NOT_FOUND");
        }
        for (var id : List.of(eve.folder("hers"), ada.folder("beside"), file, NOTHING)) {
            get(token + "?folderId=" + id).isProblem(404, "RESOURCE_NOT_FOUND");
        }
        get(of("fileId", file) + "?folderId=" + below).isProblem(404, "RESOURCE_NOT_FOUND");
        download(of("fileId", file), body.formatted(deep)).isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void aPasswordIsAskedForAndLooksAtNothingElse() throws SQLException {
        var token = share("{\"folderId\": \"%s\", \"password\": \"s3cret\", \"maxDownloads\": 1}".formatted(top));
        var body = "{\"password\": \"%s\", \"fileId\": \"%s\"}";
        var locked = members("type", "folder", "hasPassword", true);

        assertThat(get(token).is(200).object()).isEqualTo(locked);
        assertThat(get(token + "?folderId=" + NOTHING).is(200).object()).isEqualTo(locked);
        get(token, "S3cret").isProblem(403, "PERMISSION_DENIED");
        download(token, "{\"fileId\": \"%s\"}".formatted(file)).isProblem(403, "PERMISSION_DENIED");
        download(token, body.formatted("s3cret ", file)).isProblem(403, "PERMISSION_DENIED");
        download(token, body.formatted("wrong", NOTHING)).isProblem(403, "PERMISSION_DENIED");
        assertThat(downloads()).containsExactly(0);

        assertThat(get(token, "s3cret").is(200).object())
                .containsEntry("hasPassword", true)
                .containsEntry("total", 2);
        download(token, body.formatted("s3cret", deep)).is(200);
        get(token).isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Łódź", "密码 with blanks ", "100%+1", "UTF-8''x", "\"quoted\"", "a\tb\nc"})
    void aPasswordMayBeAnyText(String password) {
        var json = "{\"fileId\": \"%s\", \"password\": %s}".formatted(file, Lambda.json(password));
        var token = share(json);
        var encoded = Call.encodeSegment(password);
        get(token, "UTF-8''" + encoded).is(200);
        get(token, "utf-8'en-GB'" + encoded).is(200);
        get(token, "UTF-8''" + encoded + "x").isProblem(403, "PERMISSION_DENIED");
        download(token, "{\"password\": %s}".formatted(Lambda.json(password))).is(200);
        if (!password.startsWith("UTF-8''")) {
            get(token, password).is(200);
        }
    }

    @Test
    void aMalformedPasswordHeaderCostsNoAttempt() {
        var token = share("{\"fileId\": \"%s\", \"password\": \"s3cret\"}".formatted(file));
        for (var i = 0; i <= Limits.PASSWORD_ATTEMPTS_MAX; i++) {
            get(token, "UTF-8''%C3%").names("Share-Password");
        }
        get(token, "s3cret").is(200);
    }

    @Test
    void wrongPasswordsAreThrottledForEveryone() {
        var token = share("{\"fileId\": \"%s\", \"password\": \"s3cret\"}".formatted(file));
        for (var i = 0; i < Limits.PASSWORD_ATTEMPTS_MAX; i++) {
            var refused = i % 2 == 0 ? get(token, "wrong") : download(token, "{\"password\": \"wrong\"}");
            refused.isProblem(403, "PERMISSION_DENIED");
        }

        var throttled = get(token, "wrong").isProblem(429, "RATE_LIMIT_EXCEEDED");
        assertThat(Integer.parseInt(throttled.header("Retry-After")))
                .isBetween(1, (int) Limits.PASSWORD_ATTEMPT_INTERVAL.toSeconds());
        for (var password : List.of("wrong", "s3cret")) {
            var seen = get(token, password);
            assertThat(seen.body()).isEqualTo(throttled.body());
            assertThat(download(token, "{\"password\": \"%s\"}".formatted(password))
                            .body())
                    .isEqualTo(throttled.body());
        }
        // Another share of the same file is open as before, and this one still says what it is.
        get(of("fileId", file)).is(200);
        get(token).is(200);
    }

    @Test
    void whoIsSignedInIsNobodyHere() {
        var token = of("fileId", file);
        for (var context : List.of(
                Map.of("userId", ada.id()),
                Map.of("userId", "another", "role", "admin"),
                Map.of("verdict", "TOKEN_EXPIRED"))) {
            API.send(API.call("GET", "/v1/public/" + token, context)).is(200);
        }
    }

    @Test
    void noLogLineHasATokenOrAPassword() throws SQLException {
        var logged = new ArrayList<String>();
        var listening = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage() + Arrays.toString(line.getParameters()) + trace(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var token = share("{\"fileId\": \"%s\", \"password\": \"s3cret\"}".formatted(file));
        Logger.getLogger("").addHandler(listening);
        try {
            // A hash that is none is a fault of ours, and logged with all that is known of it.
            API.database().execute("""
                alter table shares drop constraint ck_shares_password_hash;
                update shares set password_hash = 'none';
                """);
            get(token, "s3cret").isProblem(500, "INTERNAL_ERROR");
            download(token, "{\"password\": \"s3cret\"}").isProblem(500, "INTERNAL_ERROR");
        } finally {
            Logger.getLogger("").removeHandler(listening);
            API.database().execute("update shares set password_hash = null");
        }
        assertThat(logged).hasSize(2);
        assertThat(logged).noneMatch(line -> line.contains(token) || line.contains("s3cret"));
    }

    private static String trace(LogRecord line) {
        var trace = new StringWriter();
        line.getThrown().printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /// The token of a new share.
    private String of(String member, String id) {
        return share("{\"%s\": \"%s\"}".formatted(member, id));
    }

    private String share(String json) {
        return ada.post("/v1/shares", json).is(201).text("token");
    }

    private static ApiResponse get(String path) {
        return API.send(API.call("GET", "/v1/public/" + path, null));
    }

    private static ApiResponse get(String path, String password) {
        return API.send(API.call("GET", "/v1/public/" + path, null).header("share-password", password));
    }

    private static ApiResponse download(String token, @Nullable String json) {
        var call = API.call("POST", "/v1/public/" + token + "/download", null);
        return API.send(json == null ? call : call.json(json));
    }

    private List<@Nullable Object> downloads() {
        return ada.get("/v1/shares").items("downloadCount");
    }

    private static String storageKey(String fileId) {
        try {
            return API.database()
                    .query("select storage_key from files where id = '%s'".formatted(fileId))
                    .getFirst();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, @Nullable Object> members(@Nullable Object... namesAndValues) {
        var members = new HashMap<String, @Nullable Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
