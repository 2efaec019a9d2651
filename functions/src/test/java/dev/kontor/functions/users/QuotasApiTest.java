package dev.kontor.functions.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kontor.functions.Kontor;
import dev.kontor.functions.testing.Api;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Quotas over HTTP.
final class QuotasApiTest {

    private static final Api API = Api.open();
    private static final String FILE = "{\"name\": \"%s\", \"mimeType\": \"text/plain\", \"size\": %d}";

    private final Api.User ada = API.newUser();
    private final Api.User admin = API.newUser().withRole("admin");
    private final String quota = "/v1/users/" + ada.id() + "/quota";

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void anAdminGivesChangesAndTakesAQuota() {
        assertThat(admin.get(quota).is(200).object()).isEqualTo(UsersApiTest.quota(null, 0, 0));

        var given = admin.put(quota, "{\"bytes\": 100}").is(200);
        assertThat(given.object()).isEqualTo(UsersApiTest.quota(100, 0, 0));
        assertThat(admin.get(quota).is(200).etag()).isEqualTo(given.etag());
        admin.put(quota, "{\"bytes\": 9007199254740991}").is(200);
        API.send(admin.call("PUT", quota).json("{\"bytes\": 5}").header("if-match", given.etag()))
                .isProblem(412, "PRECONDITION_FAILED");
        API.send(admin.call("DELETE", quota).header("if-match", given.etag())).isProblem(412, "PRECONDITION_FAILED");
        admin.delete(quota).is(204);
        admin.delete(quota).is(204);
        assertThat(admin.get(quota).is(200).object()).containsEntry("bytes", null);
    }

    @Test
    void aQuotaIsAWholeNumber() {
        for (var wrong : List.of("-1", "1.5", "\"5\"", "null", "9007199254740992")) {
            admin.put(quota, "{\"bytes\": %s}".formatted(wrong)).names("bytes");
        }
        admin.put(quota, "{}").names("bytes");
    }

    @Test
    void aFileOrVersionBeyondItIsRefused() {
        admin.put(quota, "{\"bytes\": 10}").is(200);
        ada.post("/v1/files", FILE.formatted("large", 11)).isProblem(403, "QUOTA_EXCEEDED");
        ada.post("/v1/files?onConflict=rename", FILE.formatted("large", 11)).isProblem(403, "QUOTA_EXCEEDED");
        ada.post("/v1/files", FILE.formatted("large", 11), "key").isProblem(403, "QUOTA_EXCEEDED");

        var file =
                ada.post("/v1/files", FILE.formatted("small", 6), "key").is(201).object("file");

        var versions = "/v1/files/" + file.get("id") + "/versions";
        ada.post(versions, "{\"size\": 5}").isProblem(403, "QUOTA_EXCEEDED");
        API.upload(String.valueOf(file.get("id")), 1);
        ada.post(versions, "{\"size\": 4}").is(201);
        assertThat(ada.get("/v1/me").is(200).object("quota"))
                .containsEntry("bytes", 10)
                .containsEntry("reserved", 4);
    }

    @Test
    void anUploadThatWasGivenUpBeginsAnewWithinTheQuota() throws SQLException {
        var file = ada.file("a.txt");
        API.upload(file, 1);
        ada.post("/v1/files/" + file + "/versions", "{\"size\": 70}").is(201);
        API.database()
                .execute("update file_versions set is_given_up = true where version = 2 and file_id = '%s'"
                        .formatted(file));
        assertThat(ada.get("/v1/me").is(200).object("quota")).containsEntry("reserved", 0);

        admin.put(quota, "{\"bytes\": 60}").is(200);
        ada.post("/v1/files/" + file + "/upload", "").isProblem(403, "QUOTA_EXCEEDED");
        admin.put(quota, "{\"bytes\": 600}").is(200);
        ada.post("/v1/files/" + file + "/upload", "").is(200);
        assertThat(ada.get("/v1/me").is(200).object("quota")).containsEntry("reserved", 70);
    }

    @Test
    void theDefaultIsThatOfTheEnvironment() {
        var database = TestPostgres.createMigratedDatabase();
        try (var api = Api.on(database, environment(database, "7"))) {
            var user = api.newUser();
            user.post("/v1/files", FILE.formatted("large", 8)).isProblem(403, "QUOTA_EXCEEDED");
            assertThat(user.get("/v1/me").is(200).object("quota")).isEqualTo(UsersApiTest.quota(7, 0, 0));
            user.post("/v1/files", FILE.formatted("small", 7)).is(201);
        }
        for (var wrong : List.of("-1", "1e9", "5 GB", "9007199254740992")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new Kontor(environment(API.database(), wrong)))
                    .withMessageStartingWith("STORAGE_QUOTA_BYTES is malformed");
        }
    }

    private static Map<String, String> environment(TestDatabase database, String bytes) {
        var environment = new HashMap<>(database.environment());
        environment.put("STORAGE_QUOTA_BYTES", bytes);
        return environment;
    }
}
