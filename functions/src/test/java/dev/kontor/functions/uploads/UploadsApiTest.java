package dev.kontor.functions.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.migrations.testing.TestBucket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads in parts, as clients see them.
final class UploadsApiTest {

    private static final String CHECKSUM = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private static final TestBucket BUCKET = TestBucket.start();
    private static final Api API = Api.with(BUCKET.environment());

    private final Api.User ada = API.newUser();

    @AfterAll
    static void close() {
        API.close();
        BUCKET.close();
    }

    @Test
    void aFileOfFiveTebibytesComesInTenThousandParts() {
        var created = create(5_497_558_138_880L).is(201);

        var upload = created.object("upload");
        assertThat(upload.keySet()).containsExactly("uploadId", "partSize", "partCount", "expiresAt");
        assertThat(upload).containsEntry("partSize", 549_755_814).containsEntry("partCount", 10_000);
        assertThat(created.object("file"))
                .containsEntry("size", 5_497_558_138_880L)
                .containsEntry("isUploaded", false);
        create(5_497_558_138_881L).names("size");
    }

    @Test
    void whatComesAtOnceHasAtMostFiveGibibytes() {
        for (var multipart : List.of("", ", \"multipart\": false")) {
            ada.post("/v1/files", """
                {"name": "a", "mimeType": "a/b", "size": 5368709121%s}
                """.formatted(multipart)).names("size");
        }
    }

    @Test
    void storageChecksNoChecksumOverParts() {
        ada.post("/v1/files", """
            {"name": "a", "mimeType": "a/b", "size": 5, "multipart": true, "checksum": "%s"}
            """.formatted(CHECKSUM)).names("checksum");
        ada.post("/v1/files/%s/versions".formatted(ada.file("b")), """
            {"size": 5, "multipart": true, "checksum": "%s"}
            """.formatted(CHECKSUM))
                .names("checksum");
    }

    @Test
    void aVersionComesInPartsTooAndCompletesItsFile() {
        var file = ada.file("a");
        API.upload(file, 1);
        var added = ada.post("/v1/files/%s/versions".formatted(file), """
            {"size": 5242887, "multipart": true}
            """).is(201);
        var path = path(added);

        var signed = ada.post(path + "/parts", "{\"partNumbers\": [2, 1, 2]}").is(200);
        assertThat(signed.list("parts")).hasSize(2);
        assertThat(signed.list("parts").getFirst().keySet())
                .containsExactly("partNumber", "url", "method", "headers", "expiresAt");
        var upload = BUCKET.uploads().getLast();
        BUCKET.putPart(upload, 1, 5_242_880);

        var progress = ada.get(path).is(200);
        assertThat(progress.object())
                .isEqualTo(Map.of(
                        "fileId",
                        file,
                        "version",
                        2,
                        "size",
                        5_242_887,
                        "partSize",
                        5_242_880,
                        "partCount",
                        2,
                        "parts",
                        List.of(Map.of("partNumber", 1, "size", 5_242_880, "etag", TestBucket.etag(1, 5_242_880)))));
        var body = parts(TestBucket.etag(1, 5_242_880), TestBucket.etag(2, 7));
        var refused = ada.post(path + "/complete", body).isProblem(409, "CONFLICT");
        assertThat(refused.text("detail")).endsWith(": 2");

        BUCKET.putPart(upload, 2, 7);
        var completed = ada.post(path + "/complete", body).is(200);
        assertThat(completed.object()).containsEntry("currentVersion", 2).containsEntry("size", 5_242_887);
        assertThat(completed.etag())
                .isEqualTo(ada.get("/v1/files/" + file).is(200).etag());
        assertThat(ada.post(path + "/complete", body).is(200).object()).isEqualTo(completed.object());
        ada.get(path).isProblem(409, "CONFLICT");
        ada.delete(path).isProblem(409, "CONFLICT");
        ada.post(path + "/parts", "{\"partNumbers\": [1]}").isProblem(409, "CONFLICT");
        ada.post("/v1/files/%s/upload".formatted(file)).isProblem(409, "CONFLICT");
    }

    @Test
    void whatIsGivenUpIsGone() {
        var created = create(5).is(201);
        var path = path(created);
        ada.post(path + "/parts", "{\"partNumbers\": [1]}").is(200);

        ada.delete(path).is(204);

        ada.delete(path).isProblem(404, "RESOURCE_NOT_FOUND");
        ada.get(path).isProblem(404, "RESOURCE_NOT_FOUND");
        ada.get("/v1/files/" + created.object("file").get("id")).isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void aRepeatedCreateAndAFreshUploadAreTheSameUpload() {
        var body = "{\"name\": \"a\", \"mimeType\": \"a/b\", \"size\": 5, \"multipart\": true}";
        var created = ada.post("/v1/files", body, "once").is(201);
        var upload = created.object("upload");

        assertThat(ada.post("/v1/files", body, "once").is(201).object("upload")).isEqualTo(upload);
        var file = "/v1/files/" + created.object("file").get("id");
        assertThat(ada.post(file + "/upload").is(200).object()).isEqualTo(upload);

        ada.delete(path(created)).is(204);
        assertThat(ada.post("/v1/files", body, "once").is(201).object()).doesNotContainKey("upload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[0]", "[10001]", "[1.5]", "[\"1\"]", "[null]", "1", "null"})
    void theNumbersOfPartsAreFromOneToTenThousand(String numbers) {
        ada.post(path(create(5).is(201)) + "/parts", "{\"partNumbers\": %s}".formatted(numbers))
                .names("partNumbers");
    }

    @Test
    void oneRequestSignsAThousandPartsAtMost() {
        var path = path(create(5_000_000_000_000L).is(201)) + "/parts";
        var numbers = IntStream.rangeClosed(1, 1_001).mapToObj(Integer::toString);

        var tooMany = numbers.collect(Collectors.joining(", "));
        ada.post(path, "{\"partNumbers\": [%s]}".formatted(tooMany)).names("partNumbers");
        var most = tooMany.substring(0, tooMany.lastIndexOf(','));
        assertThat(ada.post(path, "{\"partNumbers\": [%s]}".formatted(most))
                        .is(200)
                        .list("parts"))
                .hasSize(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]",
                "{}",
                "null",
                "[1]",
                "[{}]",
                "[{\"partNumber\": 1}]",
                "[{\"partNumber\": 1, \"etag\": null}]",
                "[{\"partNumber\": 1, \"etag\": \"\"}]",
                "[{\"partNumber\": 1, \"etag\": 1}]",
                "[{\"partNumber\": 0, \"etag\": \"a\"}]",
                "[{\"partNumber\": 1, \"etag\": \"a b\"}]",
                "[{\"partNumber\": 1, \"etag\": \"a\", \"size\": 1}]",
                "[{\"partNumber\": 1, \"etag\": \"a\"}, {\"partNumber\": 1, \"etag\": \"a\"}]"
            })
    void aListOfPartsThatIsNoneIsRefused(String parts) {
        ada.post(path(create(5).is(201)) + "/complete", "{\"parts\": %s}".formatted(parts))
                .names("parts");
    }

    @Test
    void theLongestListOfPartsFitsIntoABody() {
        var etags = IntStream.rangeClosed(1, 10_000)
                .mapToObj(number -> "\"%032x\"".formatted(number))
                .toArray(String[]::new);

        ada.post(path(create(5).is(201)) + "/complete", parts(etags)).isProblem(409, "CONFLICT");
    }

    private ApiResponse create(long size) {
        return ada.post(
                "/v1/files?onConflict=rename",
                "{\"name\": \"a\", \"mimeType\": \"video/mp4\", \"size\": %d, \"multipart\": true}".formatted(size));
    }

    private static String path(ApiResponse created) {
        return "/v1/uploads/" + Objects.requireNonNull(created.object("upload").get("uploadId"));
    }

    private static String parts(String... etags) {
        return IntStream.range(0, etags.length)
                .mapToObj(
                        i -> "{\"partNumber\": %d, \"etag\": \"%s\"}".formatted(i + 1, etags[i].replace("\"", "\\\"")))
                .collect(Collectors.joining(", ", "{\"parts\": [", "]}"));
    }
}
