package dev.kontor.functions.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsApiTest {

    private static final String CHECKSUM = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private static final Api API = Api.open();

    private final Api.User ada = API.newUser();
    private String file;
    private String path;

    @AfterAll
    static void close() {
        API.close();
    }

    @BeforeEach
    void makeAFile() {
        file = ada.file("a.txt");
        path = "/v1/files/" + file + "/versions";
    }

    @Test
    void aVersionComesWithTheRequestThatUploadsIt() {
        var added = ada.post(path, """
            {"size": 7, "checksum": "%s", "comment": "better"}
            """.formatted(CHECKSUM)).is(201);

        assertThat(added.object().keySet()).containsExactly("version", "upload");
        assertThat(added.object("version").keySet())
                .containsExactly("version", "size", "checksum", "comment", "isUploaded", "createdAt");
        assertThat(added.object("version"))
                .containsEntry("version", 2)
                .containsEntry("size", 7)
                .containsEntry("checksum", CHECKSUM)
                .containsEntry("comment", "better")
                .containsEntry("isUploaded", false);
        assertThat(added.etag()).isNotBlank();
        assertThat(added.headers()).doesNotContainKey("Location");
        assertThat((String) added.object("upload").get("url")).contains("/files/" + file + "/");
        assertThat(String.valueOf(added.object("upload").get("headers"))).contains("text/plain");
    }

    @Test
    void theFileFollowsItsNewestContent() {
        API.upload(file, 1);
        ada.post(path, "{\"size\": 7}").is(201);

        assertThat(ada.get("/v1/files/" + file).is(200).get("currentVersion")).isEqualTo(1);

        API.upload(file, 2);

        var read = ada.get("/v1/files/" + file).is(200);
        assertThat(read.get("currentVersion")).isEqualTo(2);
        assertThat(read.get("size")).isEqualTo(7);
    }

    @Test
    void aRestoredVersionIsTheNewest() {
        API.upload(file, 1);
        ada.post(path, "{\"size\": 7}").is(201);
        API.upload(file, 2);
        var before = ada.get("/v1/files/" + file).is(200).etag();

        var restored = API.send(ada.call("POST", path + "/1/restore")).is(200);

        assertThat(restored.object())
                .containsEntry("version", 3)
                .containsEntry("size", 5)
                .containsEntry("isUploaded", true)
                .containsEntry("comment", null);
        assertThat(restored.etag()).isNotBlank();
        var read = ada.get("/v1/files/" + file).is(200);
        assertThat(read.get("currentVersion")).isEqualTo(3);
        assertThat(read.get("size")).isEqualTo(5);
        assertThat(read.etag()).isNotEqualTo(before);
        assertThat(ada.get(path).items("version")).containsExactly(3, 2, 1);
        assertThat(contentOf(3)).isEqualTo(contentOf(1)).isNotEqualTo(contentOf(2));
        assertThat(ada.get("/v1/me").is(200).get("bytesStored")).isEqualTo(12);
    }

    @Test
    void aVersionWithoutContentCannotBeRestored() {
        API.send(ada.call("POST", path + "/1/restore")).isProblem(409, "CONFLICT");
        API.send(ada.call("POST", path + "/2/restore")).isProblem(404, "RESOURCE_NOT_FOUND");
        API.send(ada.call("POST", path + "/0/restore")).isProblem(400, "VALIDATION_FAILED");
        API.send(ada.call("POST", path + "/x/restore")).isProblem(400, "VALIDATION_FAILED");
    }

    @Test
    void versionsArePagedAsEveryList() {
        for (var i = 2; i <= 5; i++) {
            ada.post(path, "{\"size\": 1}").is(201);
        }

        var page = ada.get(path + "?limit=2&page=2").is(200);
        assertThat(page.items("version")).containsExactly(3, 2);
        assertThat(page.get("total")).isEqualTo(5);
        var next = ada.get(path + "?limit=2&cursor=" + page.text("nextCursor")).is(200);
        assertThat(next.items("version")).containsExactly(1);
        assertThat(ada.get(path + "?order=asc").items("version")).containsExactly(1, 2, 3, 4, 5);
        ada.get(path + "?sort=size").isProblem(400, "VALIDATION_FAILED");
        var other = "/v1/files/" + ada.file("b.txt") + "/versions";
        ada.get(other + "?cursor=" + page.text("nextCursor")).isProblem(400, "VALIDATION_FAILED");
    }

    @Test
    void anothersFileIsNoFile() {
        var eve = API.newUser();

        eve.get(path).isProblem(404, "RESOURCE_NOT_FOUND");
        eve.post(path, "{\"size\": 1}").isProblem(404, "RESOURCE_NOT_FOUND");
        API.send(eve.call("POST", path + "/1/restore")).isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | size",
                "{\"size\": -1} | size",
                "{\"size\": 5368709121} | size",
                "{\"size\": \"5\"} | size",
                "{\"size\": 1, \"checksum\": \"ABC\"} | checksum",
                "{\"size\": 1, \"comment\": 5} | comment",
                "{\"size\": 1, \"mimeType\": \"a/b\"} | mimeType"
            })
    void aBadFieldIsNamed(String body, String field) {
        var problem = ada.post(path, body).isProblem(400, "VALIDATION_FAILED");

        assertThat(problem.list("errors").getFirst()).containsEntry("field", field);
    }

    private String contentOf(int version) {
        var url = ada.get("/v1/files/" + file + "/download?version=" + version)
                .is(200)
                .text("url");
        return Objects.requireNonNull(url.split("\\?", 2)[0]);
    }
}
