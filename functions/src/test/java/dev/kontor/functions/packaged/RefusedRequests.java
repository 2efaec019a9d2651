package dev.kontor.functions.packaged;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Limits;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// One request for each problem that the API describes.
final class RefusedRequests {

    private static final String NEW_FILE = "{\"name\": \"Budget.xlsx\", \"mimeType\": \"text/plain\", \"size\": 5}";
    private static final String NEW_USAGE = "{\"amount\": 80, \"description\": \"Thumbnails\"}";

    private final Map<String, Object> problems = new LinkedHashMap<>();

    private RefusedRequests() {}

    /// By the names of the responses in the description.
    static Map<String, Object> problems() {
        var refused = new RefusedRequests();
        try (var api = Api.open()) {
            refused.ofUsers(api);
            refused.ofShares(api);
            refused.ofQuotas(api);
        }
        var empty = TestPostgres.createDatabase();
        try (var api = Api.on(empty, empty.environment())) {
            refused.put("InternalError", api.newUser().get("/v1/tags"));
        }
        try (var api = Api.on(TestPostgres.createDatabase(), new TestDatabase("none", 1).environment())) {
            refused.put("Unavailable", api.newUser().get("/v1/tags"));
        }
        var unset = new HashMap<>(TestPostgres.createDatabase().environment());
        unset.remove("STRIPE_WEBHOOK_SECRET");
        try (var api = Api.on(TestPostgres.createDatabase(), unset)) {
            refused.put("NotConfigured", api.newUser().get("/v1/credits/purchases"));
        }
        return refused.problems;
    }

    private void ofUsers(Api api) {
        var ada = api.newUser();
        var file = ada.post("/v1/files", NEW_FILE, "once").is(201).header("Location");
        put("BadRequest", ada.post("/v1/files", "{\"name\": \"\", \"mimeType\": \"text/plain\"}"));
        put("Unauthorized", api.send(api.call("GET", "/v1/files", Map.of("verdict", "TOKEN_EXPIRED"))));
        put("InsufficientCredits", ada.post("/v1/credits/usage", NEW_USAGE, "usage"));
        put("Forbidden", ada.get("/v1/users"));
        put(
                "MissingScope",
                ada.get("/v1/credits/balance?userId=" + api.newUser().id()));
        put("NotFound", api.newUser().get(file));
        put("Conflict", ada.post("/v1/files", NEW_FILE));
        put("PreconditionFailed", api.send(ada.call("DELETE", file).header("if-match", "\"ahx1r3c0g\"")));
        put("PayloadTooLarge", ada.post("/v1/files", " ".repeat(Limits.BODY_BYTES_MAX + 1)));
        put("UnsupportedMediaType", api.send(ada.call("POST", "/v1/files").body("text/csv", "Budget.xlsx")));
        put("IdempotencyKeyReused", ada.post("/v1/files", NEW_FILE.replace("5", "6"), "once"));
    }

    private void ofQuotas(Api api) {
        var ada = api.newUser();
        api.newUser()
                .withRole("admin")
                .put("/v1/users/" + ada.id() + "/quota", "{\"bytes\": 4}")
                .is(200);
        put("QuotaExceeded", ada.post("/v1/files", NEW_FILE));
    }

    private void ofShares(Api api) {
        var ada = api.newUser();
        var body = "{\"fileId\": \"%s\", \"password\": \"correct horse\"}".formatted(ada.file("Budget.xlsx"));
        var shared = "/v1/public/" + ada.post("/v1/shares", body).is(201).text("token");
        var wrong = api.call("GET", shared, null).header("share-password", "wrong");
        var right = api.call("POST", shared + "/download", null).json("{\"password\": \"correct horse\"}");
        put("NotUploaded", api.send(right));
        put("WrongPassword", api.send(wrong));
        ApiResponse last;
        do {
            last = api.send(wrong);
        } while (last.status() == 403);
        put("TooManyPasswords", last);
        put("NoShare", api.send(api.call("GET", shared.replaceFirst(".$", "_"), null)));
    }

    private void put(String name, ApiResponse response) {
        problems.put(name, PlainJson.read(Timeless.of(Objects.requireNonNull(response.body()))));
    }
}
