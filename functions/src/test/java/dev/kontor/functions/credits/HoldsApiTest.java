package dev.kontor.functions.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The routes of holds and summaries, and what a service may do for users (docs/credits.md).
class HoldsApiTest {

    private static final Api API = Api.open();
    private static final String BALANCE = "/v1/credits/balance";
    private static final String HOLDS = "/v1/credits/holds";
    private static final String USAGE = "/v1/credits/usage";
    private static final String SUMMARY = "/v1/credits/summary";

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();
    private final Api.User service = API.newUser().withScope("other credits:spend credits:read");

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void aHoldReservesCreditsUntilItIsSettled() {
        ada.credits(100);
        var before = Instant.now();

        var held = hold(
                        ada,
                        "{\"amount\": 60, \"description\": \"work\", \"appId\": \"writer\", \"metadata\": {\"a\": 1}}")
                .is(201);

        var hold = held.object("hold");
        assertThat(hold)
                .containsOnlyKeys(
                        "id",
                        "amount",
                        "settledAmount",
                        "status",
                        "appId",
                        "description",
                        "metadata",
                        "transactionId",
                        "expiresAt",
                        "createdAt")
                .containsEntry("status", "open")
                .containsEntry("settledAmount", null)
                .containsEntry("metadata", Map.of("a", 1));
        assertThat(Instant.parse((String) Objects.requireNonNull(hold.get("expiresAt"))))
                .isBetween(before.plusSeconds(899), before.plusSeconds(960));
        assertThat(held.object("balance")).containsEntry("held", 60).containsEntry("available", 40);
        assertThat(ada.get(HOLDS + "?status=open").items()).containsExactly(hold);
        use(ada, "{\"amount\": 41, \"description\": \"\"}").isProblem(402, "INSUFFICIENT_CREDITS");
        hold(ada, "{\"amount\": 41, \"description\": \"\"}").isProblem(402, "INSUFFICIENT_CREDITS");

        var settled = end(ada, hold, "settle", "{\"amount\": 45}").is(200);

        assertThat(settled.object("transaction"))
                .containsEntry("amount", -45)
                .containsEntry("holdId", hold.get("id"))
                .containsEntry("appId", "writer")
                .containsEntry("description", "work")
                .containsEntry("metadata", Map.of("a", 1));
        assertThat(settled.object("balance")).containsEntry("amount", 55).containsEntry("available", 55);
        assertThat(settled.object("hold"))
                .containsEntry("settledAmount", 45)
                .containsEntry("transactionId", settled.object("transaction").get("id"));
        assertThat(end(ada, hold, "settle", "{\"amount\": 45}").is(200).object())
                .isEqualTo(settled.object());
        end(ada, hold, "settle", "{\"amount\": 44}").isProblem(409, "CONFLICT");
        end(ada, hold, "release", null).isProblem(409, "CONFLICT");
    }

    @Test
    void aReleasedHoldGivesAllBack() {
        ada.credits(10);
        var hold = hold(ada, "{\"amount\": 10, \"description\": \"\"}").is(201).object("hold");

        var released = end(ada, hold, "release", null).is(200);

        assertThat(released.object("hold")).containsEntry("status", "released");
        assertThat(released.object("balance")).containsEntry("available", 10);
        assertThat(end(ada, hold, "release", null).is(200).object()).isEqualTo(released.object());
        end(ada, hold, "settle", null).isProblem(409, "CONFLICT");
    }

    @Test
    void aServiceSpendsAndHoldsForUsers() {
        ada.credits(100);
        var forAda = "\"description\": \"\", \"userId\": \"%s\"".formatted(ada.id());

        use(service, "{\"amount\": 10, %s}".formatted(forAda)).is(201);
        var hold =
                hold(service, "{\"amount\": 20, %s}".formatted(forAda)).is(201).object("hold");

        assertThat(service.get(BALANCE + "?userId=" + ada.id()).is(200).object())
                .isEqualTo(ada.get(BALANCE).object())
                .containsEntry("available", 70);
        assertThat(ada.get(HOLDS).items()).containsExactly(hold);
        assertThat(service.get(HOLDS + "?userId=" + ada.id()).items()).containsExactly(hold);
        assertThat(service.get("/v1/credits/transactions?userId=" + ada.id()).items())
                .hasSize(2);
        // Ada cannot get the service's work for nothing.
        end(ada, hold, "release", null).isProblem(403, "PERMISSION_DENIED");
        end(ada, hold, "settle", "{\"amount\": 1}").isProblem(403, "PERMISSION_DENIED");
        end(eve, hold, "release", null).isProblem(404, "RESOURCE_NOT_FOUND");
        end(service, hold, "settle", "{\"amount\": 91}").isProblem(402, "INSUFFICIENT_CREDITS");
        end(service, hold, "settle", "{\"amount\": 90}").is(200);
        assertThat(ada.get(BALANCE).get("amount")).isEqualTo(0);
    }

    @Test
    void aKeyOfAServiceIsItsOwn() {
        ada.credits(10);
        var body = "{\"amount\": 5, \"description\": \"\", \"userId\": \"%s\"}".formatted(ada.id());

        var first = service.post(USAGE, body, "k").is(201);
        ada.post(USAGE, "{\"amount\": 5, \"description\": \"\"}", "k").is(201);

        assertThat(service.post(USAGE, body, "k").is(201).object()).isEqualTo(first.object());
        assertThat(ada.get(BALANCE).get("amount")).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "credits:spending", "credits:read", "xcredits:spend", "credits:spend,credits:read"})
    void whoLacksTheScopeNamesNobodyElse(String scope) {
        var caller = eve.withScope(scope);
        var body = "{\"amount\": 1, \"description\": \"\", \"userId\": \"%s\"}";
        ada.credits(1);
        eve.credits(2);

        use(caller, body.formatted(ada.id())).isProblem(403, "PERMISSION_DENIED");
        hold(caller, body.formatted(ada.id())).isProblem(403, "PERMISSION_DENIED");
        use(caller.withRole("admin"), body.formatted(ada.id())).isProblem(403, "PERMISSION_DENIED");
        use(caller, body.formatted(eve.id())).is(201);
        hold(caller, body.formatted(eve.id())).is(201);
        assertThat(ada.get(BALANCE).get("available")).isEqualTo(1);
    }

    @Test
    void aScopeMayHaveAWordTwice() {
        ada.credits(1);
        var twice = eve.withScope("credits:spend  credits:spend credits:read");

        use(twice, "{\"amount\": 1, \"description\": \"\", \"userId\": \"%s\"}".formatted(ada.id()))
                .is(201);
    }

    @Test
    void othersAreReadWithTheScopeOrByAnAdmin() {
        var today = LocalDate.now(ZoneOffset.UTC);
        ada.credits(3);
        for (var path : List.of(
                BALANCE + "?",
                HOLDS + "?",
                "/v1/credits/transactions?",
                SUMMARY + "?from=%1$s&to=%1$s&".formatted(today))) {
            eve.get(path + "userId=" + ada.id()).isProblem(403, "PERMISSION_DENIED");
            eve.withScope("credits:spend").get(path + "userId=" + ada.id()).isProblem(403, "PERMISSION_DENIED");
            eve.get(path + "userId=" + eve.id()).is(200);
            var read = eve.withScope("credits:read")
                    .get(path + "userId=" + ada.id())
                    .is(200);
            assertThat(read.object())
                    .isEqualTo(ada.get(path.substring(0, path.length() - 1)).object());
            eve.withRole("admin").get(path + "userId=" + ada.id()).is(200);
        }
    }

    @Test
    void aSummarySumsUpDaysAndApps() {
        ada.credits(100);
        use(ada, "{\"amount\": 30, \"description\": \"\", \"appId\": \"a\"}").is(201);
        use(ada, "{\"amount\": 5, \"description\": \"\", \"appId\": \"a\"}").is(201);
        use(ada, "{\"amount\": 2, \"description\": \"\"}").is(201);
        var today = LocalDate.now(ZoneOffset.UTC);
        var days = "?from=%s&to=%s".formatted(today.minusDays(1), today);

        assertThat(ada.get(SUMMARY + days).is(200).items())
                .containsExactly(Map.of(
                        "day", today.toString(), "used", 37, "refunded", 0, "granted", 100, "removed", 0, "count", 4));
        var byApp = ada.get(SUMMARY + days + "&groupBy=appId").is(200).items();
        assertThat(byApp).hasSize(2);
        assertThat(byApp.getFirst()).containsEntry("appId", "a").containsEntry("used", 35);
        assertThat(byApp.getLast()).containsEntry("appId", null).containsEntry("granted", 100);
        assertThat(ada.get(SUMMARY + "?from=2020-01-01&to=2020-12-31").is(200).items())
                .isEmpty();
    }

    @Test
    void daysOfASummaryAreAtMostAYear() {
        for (var wrong : List.of(
                "",
                "?from=2026-01-01",
                "?to=2026-01-01",
                "?from=2026-01-02&to=2026-01-01",
                "?from=2025-01-01&to=2026-01-02",
                "?from=2026-02-30&to=2026-03-01",
                "?from=2026-1-1&to=2026-01-01",
                "?from=0000-01-01&to=0000-01-01",
                "?from=2026-01-01&to=2026-01-01&groupBy=type")) {
            ada.get(SUMMARY + wrong).isProblem(400, "VALIDATION_FAILED");
        }
        ada.get(SUMMARY + "?from=2024-01-01&to=2024-12-31").is(200);
        ada.get(SUMMARY + "?from=9999-12-31&to=9999-12-31").is(200);
    }

    @Test
    void wrongFieldsAreNamed() {
        for (var wrong : List.of(
                "\"amount\": 0",
                "\"amount\": 1.5",
                "\"amount\": 1, \"expiresIn\": 59",
                "\"amount\": 1, \"expiresIn\": 604801")) {
            hold(ada, "{\"description\": \"\", %s}".formatted(wrong)).isProblem(400, "VALIDATION_FAILED");
        }
        ada.get(HOLDS + "?status=done").isProblem(400, "VALIDATION_FAILED");
        ada.post(HOLDS, "{\"amount\": 1, \"description\": \"\"}").isProblem(400, "VALIDATION_FAILED");
    }

    @Test
    void onlyTheFieldsThatAreWrongAreNamed() {
        ada.get(SUMMARY).names("from", "to");
        ada.get(SUMMARY + "?from=2026-01-01").names("to");
        ada.get(SUMMARY + "?from=2026-02-30&to=2026-03-01").names("from");
        ada.get(SUMMARY + "?from=2026-01-02&to=2026-01-01").names("to");
        eve.withRole("admin").post("/v1/credits/grants", """
            {"userId": "ada", "description": "", "type": "adjustment", "amount": 0.5,
             "expiresAt": "9999-01-01T00:00:00Z"}
            """, "a").names("amount");
    }

    @Test
    void aGrantMayExpire() {
        var until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        var admin = eve.withRole("admin");
        var grant =
                "{\"userId\": \"%s\", \"description\": \"\", \"type\": \"%s\", \"amount\": %d, \"expiresAt\": \"%s\"}";

        admin.post("/v1/credits/grants", grant.formatted(ada.id(), "bonus", 5, until), "a")
                .is(201);

        assertThat(ada.get(BALANCE).get("available")).isEqualTo(5);
        for (var wrong : List.of(
                grant.formatted(ada.id(), "bonus", 5, "2020-01-01T00:00:00Z"),
                grant.formatted(ada.id(), "adjustment", -5, until))) {
            admin.post("/v1/credits/grants", wrong, "b").isProblem(400, "VALIDATION_FAILED");
        }
    }

    private static ApiResponse use(Api.User user, String json) {
        return user.post(USAGE, json, UUID.randomUUID().toString());
    }

    private static ApiResponse hold(Api.User user, String json) {
        return user.post(HOLDS, json, UUID.randomUUID().toString());
    }

    private static ApiResponse end(Api.User user, Map<String, ?> hold, String how, @Nullable String json) {
        var path = HOLDS + "/" + hold.get("id") + "/" + how;
        return json == null ? user.post(path) : user.post(path, json);
    }
}
