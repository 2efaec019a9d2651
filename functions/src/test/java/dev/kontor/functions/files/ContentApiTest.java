package dev.kontor.functions.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.migrations.testing.TestPostgres;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Where content goes: what a client is told of how to send and get it.
class ContentApiTest {

    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";
    private static final String BUCKET = "https://kontor-test.s3.eu-central-1.amazonaws.com/files/";
    private static final String CHECKSUM = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private static final Api API = onAws();

    private final Api.User ada = API.newUser();

    /// With the addresses that AWS's own S3 has.
    private static Api onAws() {
        var database = TestPostgres.createMigratedDatabase();
        return Api.on(database, database.environment());
    }

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void aNewFileComesWithTheRequestThatUploadsIt() {
        var created = ada.post("/v1/files", """
            {"name": "Ünï \\"code\\".txt", "mimeType": "text/plain", "size": 5,
             "checksum": "%s"}
            """.formatted(CHECKSUM)).is(201);

        assertThat(created.object().keySet()).containsExactly("file", "upload");
        var upload = created.object("upload");
        assertThat(upload.keySet()).containsExactly("url", "method", "headers", "expiresAt");
        var file = created.object("file");
        assertThat((String) upload.get("url"))
                .startsWith(BUCKET + file.get("id") + "/")
                .contains("X-Amz-Expires=900")
                .doesNotContain("code", "%C3");
        assertThat(upload).containsEntry("method", "PUT");
        assertThat(upload.get("headers"))
                .isEqualTo(Map.of(
                        "Content-Type", "text/plain",
                        "If-None-Match", "*",
                        "x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="));
        assertThat(Instant.parse((String) upload.get("expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(14)),
                        Instant.now().plus(Duration.ofMinutes(15)));
    }

    @Test
    void contentThatHasNotArrivedGetsAFreshUpload() {
        var created = ada.post("/v1/files", """
            {"name": "a.txt", "mimeType": "text/plain", "size": 5, "checksum": "%s"}
            """.formatted(CHECKSUM)).is(201);
        var file = "/v1/files/" + created.object("file").get("id");

        var fresh = ada.post(file + "/upload").is(200);

        assertThat(fresh.object().keySet()).containsExactly("url", "method", "headers", "expiresAt");
        assertThat(fresh.object())
                .containsEntry("method", "PUT")
                .containsEntry("headers", created.object("upload").get("headers"));
        assertThat(pathOf(fresh.object())).isEqualTo(pathOf(created.object("upload")));
        assertThat(Instant.parse(fresh.text("expiresAt"))).isAfter(Instant.now().plus(Duration.ofMinutes(14)));
    }

    @Test
    void theNewestVersionIsUploadedUnlessAnotherIsNamed() {
        var file = ada.file("a.txt");
        var upload = "/v1/files/" + file + "/upload";
        var added = ada.post("/v1/files/" + file + "/versions", "{\"size\": 7}").is(201);
        var first = pathOf(ada.post(upload + "?version=1").is(200).object());

        assertThat(pathOf(ada.post(upload).is(200).object()))
                .isEqualTo(pathOf(added.object("upload")))
                .isNotEqualTo(first);
        API.upload(file, 2);
        ada.post(upload).isProblem(409, "CONFLICT");
        ada.post(upload + "?version=2").isProblem(409, "CONFLICT");
        assertThat(pathOf(ada.post(upload + "?version=1").is(200).object())).isEqualTo(first);
    }

    @Test
    void whatIsNotThereCannotBeUploaded() {
        var file = ada.file("a.txt");
        var upload = "/v1/files/" + file + "/upload";

        ada.post(upload + "?version=2").isProblem(404, "RESOURCE_NOT_FOUND");
        ada.post(upload + "?version=0").names("version");
        ada.post("/v1/files/" + NOTHING + "/upload").isProblem(404, "RESOURCE_NOT_FOUND");
        ada.post("/v1/files/no-id/upload").names("id");
        API.newUser().post(upload).isProblem(404, "RESOURCE_NOT_FOUND");
        ada.delete("/v1/files/" + file).is(204);
        ada.post(upload).isProblem(404, "RESOURCE_NOT_FOUND");
    }

    private static String pathOf(Map<String, @Nullable Object> request) {
        return String.valueOf(request.get("url")).split("\\?", 2)[0];
    }

    @Test
    void aFileThatWasNeverUploadedCannotBeDownloaded() {
        var file = ada.file("a.txt");

        for (var query : new String[] {"", "?version=1"}) {
            ada.get("/v1/files/" + file + "/download" + query).isProblem(409, "CONFLICT");
        }
        ada.get("/v1/files/" + file + "/download?version=2").isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void aDownloadIsUnderTheFilesNameAsItIsNow() {
        var file = ada.file("old.txt");
        API.upload(file, 1);
        ada.patch("/v1/files/" + file, "{\"name\": \"Straße; \\\"neu\\\".txt\"}")
                .is(200);

        var download = ada.get("/v1/files/" + file + "/download").is(200);

        assertThat(download.object().keySet()).containsExactly("url", "method", "headers", "expiresAt");
        assertThat(download.text("method")).isEqualTo("GET");
        assertThat(download.object("headers")).isEmpty();
        assertThat(download.text("url")).startsWith(BUCKET + file + "/");
        assertThat(URLDecoder.decode(download.text("url"), StandardCharsets.UTF_8))
                .contains("response-content-disposition=inline; filename=\"Stra_e; _neu_.txt\";"
                        + " filename*=UTF-8''Stra%C3%9Fe%3B%20%22neu%22.txt&")
                .contains("response-content-type=text/plain; charset=utf-8&");
    }

    @Test
    void whatIsNotThereCannotBeDownloaded() {
        var file = ada.file("a.txt");
        API.upload(file, 1);

        ada.get("/v1/files/" + NOTHING + "/download").isProblem(404, "RESOURCE_NOT_FOUND");
        API.newUser().get("/v1/files/" + file + "/download").isProblem(404, "RESOURCE_NOT_FOUND");
        ada.get("/v1/files/no-id/download").isProblem(400, "VALIDATION_FAILED");
        for (var version : new String[] {"0", "-1", "x", "1.0", "2147483648", "", "%2B1", "01", "%D9%A1"}) {
            ada.get("/v1/files/" + file + "/download?version=" + version).isProblem(400, "VALIDATION_FAILED");
        }
        ada.delete("/v1/files/" + file).is(204);
        ada.get("/v1/files/" + file + "/download").isProblem(404, "RESOURCE_NOT_FOUND");
    }
}
