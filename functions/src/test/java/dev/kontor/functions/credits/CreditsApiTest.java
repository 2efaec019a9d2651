package dev.kontor.functions.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.credits.TransactionType;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The routes of credits, as docs/api.md has them.
class CreditsApiTest {

    private static final Api API = Api.open();
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";
    private static final String BALANCE = "/v1/credits/balance";
    private static final String TRANSACTIONS = "/v1/credits/transactions";
    private static final String USAGE = "/v1/credits/usage";
    private static final String GRANTS = "/v1/credits/grants";
    private static final String REFUNDS = "/v1/credits/refunds";
    private static final long MOST = (1L << 53) - 1;

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();
    private final Api.User admin = API.newUser().withRole("admin");

    @AfterAll
    static void close() {
        API.close();
    }

    @AfterEach
    void everyBalanceIsTheSumOfItsTransactions() throws Exception {
        assertThat(API.database().query("""
            select user_id, b.amount, sum(t.amount)
            from balances b
            full join transactions t using (user_id)
            group by user_id, b.amount
            having b.amount is distinct from sum(t.amount)
            """)).isEmpty();
    }

    @Test
    void whoNeverHadCreditsHasZeroOfVersionZero() {
        var balance = ada.get(BALANCE).is(200);
        var expected =
                new HashMap<String, @Nullable Object>(Map.of("amount", 0, "held", 0, "available", 0, "version", 0));
        expected.put("updatedAt", null);
        assertThat(balance.object()).isEqualTo(expected);
        assertThat(balance.headers()).containsOnlyKeys("ETag", "Content-Type", "X-Correlation-Id", "Cache-Control");
        assertThat(balance.etag()).matches("\"[!#-~]+\"");
        assertThat(ada.get(TRANSACTIONS).items()).isEmpty();
    }

    @Test
    void aGrantAnswersTheTransactionAndTheBalanceWithEveryMember() {
        var granted = grant("""
            {"userId": "%s", "type": "purchase", "amount": 500,
             "description": "Order 7", "metadata": {"order": {"no": 7}}}
            """.formatted(ada.id())).is(201);

        assertThat(granted.object()).containsOnlyKeys("transaction", "balance");
        var transaction = granted.object("transaction");
        var expected = new HashMap<String, @Nullable Object>();
        expected.put("id", transaction.get("id"));
        expected.put("type", "purchase");
        expected.put("amount", 500);
        expected.put("balanceAfter", 500);
        expected.put("appId", null);
        expected.put("description", "Order 7");
        expected.put("metadata", Map.of("order", Map.of("no", 7)));
        expected.put("refundedTransactionId", null);
        expected.put("holdId", null);
        expected.put("expiredTransactionId", null);
        expected.put("createdAt", transaction.get("createdAt"));
        assertThat(transaction).isEqualTo(expected);
        assertThat(granted.object("balance"))
                .containsOnlyKeys("amount", "held", "available", "version", "updatedAt")
                .containsEntry("amount", 500)
                .containsEntry("version", 1);
        assertThat(granted.headers())
                .containsOnlyKeys("ETag", "Content-Type", "X-Correlation-Id", "Cache-Control")
                .containsEntry("Content-Type", "application/json");
        assertThat(ada.get(BALANCE).object()).isEqualTo(granted.object("balance"));
        assertThat(ada.get(TRANSACTIONS).items()).containsExactly(transaction);
    }

    @Test
    void aUsageAnswersTheTransactionAndTheBalanceWithEveryMember() {
        ada.credits(500);
        var used = use("""
            {"amount": 120, "description": "Thumbnails", "appId": "gallery",
             "metadata": {"pictures": [1, 2.50, null, "ü"]}, "expectedVersion": 1}
            """).is(201);

        assertThat(used.object()).containsOnlyKeys("transaction", "balance");
        var transaction = used.object("transaction");
        var expected = new HashMap<String, @Nullable Object>();
        expected.put("id", transaction.get("id"));
        expected.put("type", "usage");
        expected.put("amount", -120);
        expected.put("balanceAfter", 380);
        expected.put("appId", "gallery");
        expected.put("description", "Thumbnails");
        expected.put("metadata", Lambda.value("{\"pictures\": [1, 2.50, null, \"ü\"]}"));
        expected.put("refundedTransactionId", null);
        expected.put("holdId", null);
        expected.put("expiredTransactionId", null);
        expected.put("createdAt", transaction.get("createdAt"));
        assertThat(transaction).isEqualTo(expected);
        assertThat(used.object("balance"))
                .containsOnlyKeys("amount", "held", "available", "version", "updatedAt")
                .containsEntry("amount", 380)
                .containsEntry("version", 2);
        assertThat(used.headers()).containsOnlyKeys("ETag", "Content-Type", "X-Correlation-Id", "Cache-Control");
        assertThat(used.etag()).matches("\"[!#-~]+\"");
        assertThat(ada.get(BALANCE).object()).isEqualTo(used.object("balance"));
    }

    @Test
    void aRefundAnswersTheTransactionAndTheBalanceWithEveryMember() {
        ada.credits(500);
        var usage = use("{\"amount\": 120, \"description\": \"d\", \"appId\": \"gallery\"}")
                .is(201)
                .object("transaction")
                .get("id");
        var refunded = refund("{\"transactionId\": \"%s\", \"description\": \"why\"}", usage)
                .is(201);

        var transaction = refunded.object("transaction");
        var expected = new HashMap<String, @Nullable Object>();
        expected.put("id", transaction.get("id"));
        expected.put("type", "refund");
        expected.put("amount", 120);
        expected.put("balanceAfter", 500);
        expected.put("appId", "gallery");
        expected.put("description", "why");
        expected.put("metadata", Map.of());
        expected.put("refundedTransactionId", usage);
        expected.put("holdId", null);
        expected.put("expiredTransactionId", null);
        expected.put("createdAt", transaction.get("createdAt"));
        assertThat(refunded.object()).containsOnlyKeys("transaction", "balance");
        assertThat(transaction).isEqualTo(expected);
        assertThat(refunded.object("balance")).containsEntry("amount", 500).containsEntry("version", 3);
        assertThat(refunded.headers()).containsOnlyKeys("ETag", "Content-Type", "X-Correlation-Id", "Cache-Control");
        assertThat(ada.get(BALANCE).object()).isEqualTo(refunded.object("balance"));
        assertThat(ada.get(TRANSACTIONS).items()).first().isEqualTo(transaction);
    }

    @Test
    void timesAreRfc3339InUtc() {
        ada.credits(1);
        for (var time : List.of(
                ada.get(BALANCE).text("updatedAt"),
                String.valueOf(ada.get(TRANSACTIONS).items("createdAt").getFirst()))) {
            assertThat(time).endsWith("Z");
            assertThat(Instant.parse(time)).isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
        }
    }

    @Test
    void theBalancesETagChangesWithEveryChange() {
        var before = ada.get(BALANCE).etag();
        ada.credits(2);
        var granted = ada.get(BALANCE).etag();
        ada.usage(1);
        var used = ada.get(BALANCE).etag();
        assertThat(List.of(before, granted, used)).doesNotHaveDuplicates();
        assertThat(ada.get(BALANCE).etag()).isEqualTo(used);
    }

    @Test
    void moreThanThereIsCannotBeSpentButAllOfItCan() {
        use("{\"amount\": 1, \"description\": \"\"}").isProblem(402, "INSUFFICIENT_CREDITS");
        ada.credits(10);
        for (var amount : List.of(11L, MOST)) {
            use("{\"amount\": %d, \"description\": \"\"}".formatted(amount)).isProblem(402, "INSUFFICIENT_CREDITS");
        }
        assertThat(ada.get(BALANCE).object()).containsEntry("amount", 10).containsEntry("version", 1);
        use("{\"amount\": 10, \"description\": \"\"}").is(201);
        use("{\"amount\": 1, \"description\": \"\"}").isProblem(402, "INSUFFICIENT_CREDITS");
        assertThat(ada.get(BALANCE).object()).containsEntry("amount", 0).containsEntry("version", 2);
        assertThat(ada.get(TRANSACTIONS).get("total")).isEqualTo(2);
    }

    @Test
    @DisplayName("S10: a change of a balance that another operation has changed is refused")
    void aStaleExpectedVersionIsAConflict() {
        var modified = "Balance was modified by another operation";
        ada.credits(10);
        ada.usage(1);
        for (var version : List.of(0L, 1L, 3L, MOST)) {
            for (var response : List.of(
                    use("""
                        {"amount": 1, "description": "", "expectedVersion": %d}
                        """.formatted(version)),
                    // stale before it is too little
                    use("""
                        {"amount": 100, "description": "", "expectedVersion": %d}
                        """.formatted(version)),
                    grant("adjustment", -1, version),
                    grant("bonus", 1, version))) {
                assertThat(response.isProblem(409, "CONFLICT").get("detail")).isEqualTo(modified);
            }
        }
        assertThat(ada.get(BALANCE).object()).containsEntry("amount", 9).containsEntry("version", 2);
        use("{\"amount\": 1, \"description\": \"\", \"expectedVersion\": 2}").is(201);
        grant("adjustment", -1, 3L).is(201);
        grant("bonus", 1, 4L).is(201);
        use("{\"amount\": 100, \"description\": \"\", \"expectedVersion\": 5}").isProblem(402, "INSUFFICIENT_CREDITS");
    }

    @Test
    @DisplayName("S10: version 0 is the balance of who never had credits")
    void versionZeroIsExpectedBeforeTheFirstCredits() {
        grant("purchase", 1, 1L).isProblem(409, "CONFLICT");
        use("{\"amount\": 1, \"description\": \"\", \"expectedVersion\": 1}").isProblem(409, "CONFLICT");
        use("{\"amount\": 1, \"description\": \"\", \"expectedVersion\": 0}").isProblem(402, "INSUFFICIENT_CREDITS");
        grant("purchase", 1, 0L).is(201);
        grant("purchase", 1, 0L).isProblem(409, "CONFLICT");
    }

    @ParameterizedTest
    @DisplayName("S12: a grant is a purchase, a bonus or an adjustment")
    @ValueSource(strings = {"purchase", "bonus", "adjustment"})
    void aGrantIsOfItsType(String type) {
        grant(type, 5, null).is(201);
        assertThat(ada.get(TRANSACTIONS).items("type")).containsExactly(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usage", "refund", "PURCHASE", "Bonus", "", "gift", "purchase "})
    void nothingElseIsAGrant(String type) {
        grant(type, 5, null).names("type");
        assertThat(ada.get(BALANCE).get("amount")).isEqualTo(0);
    }

    @Test
    void anAdjustmentMayTakeButNotMoreThanThereIs() {
        grant("adjustment", -1, null).isProblem(402, "INSUFFICIENT_CREDITS");
        ada.credits(10);
        var taken = grant("adjustment", -4, null).is(201);
        assertThat(taken.object("transaction")).containsEntry("amount", -4).containsEntry("balanceAfter", 6);
        grant("adjustment", -7, null).isProblem(402, "INSUFFICIENT_CREDITS");
        grant("adjustment", -MOST, null).isProblem(402, "INSUFFICIENT_CREDITS");
        grant("adjustment", -6, null).is(201);
        assertThat(ada.get(BALANCE).get("amount")).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({"purchase, -1", "purchase, 0", "bonus, -1", "bonus, 0", "adjustment, 0"})
    void theSignMustFitTheType(String type, long amount) {
        grant(type, amount, null).names("amount");
    }

    @Test
    @DisplayName("S4: credits are granted to any user id, known here or not")
    void aGrantIsForAnyUserId() {
        for (var id : List.of("a", "ä:\uD83D\uDE00'\";--" + UUID.randomUUID(), "\uD83D\uDE00".repeat(255))) {
            grant("""
                {"userId": %s, "type": "bonus", "amount": 3, "description": "d"}
                """.formatted(Lambda.json(id))).is(201);
            assertThat(API.as(id).get(BALANCE).get("amount")).isEqualTo(3);
        }
    }

    @Test
    void aBalanceHoldsWhatJsonCarriesExactlyAndNoMore() {
        grant("purchase", MOST, null).is(201);
        assertThat(ada.get(BALANCE).get("amount")).isEqualTo(MOST);
        grant("bonus", 1, null).isProblem(409, "CONFLICT");
        grant("purchase", MOST, null).isProblem(409, "CONFLICT");
        var usage = ada.usage(1);
        ada.credits(1);
        refund("{\"transactionId\": \"%s\", \"description\": \"\"}", usage).isProblem(409, "CONFLICT");
        assertThat(ada.get(BALANCE).get("amount")).isEqualTo(MOST);
        use("{\"amount\": %d, \"description\": \"\"}".formatted(MOST)).is(201);
        assertThat(ada.get(BALANCE).get("amount")).isEqualTo(0);
    }

    @Test
    void refundsOfOneUsageNeverExceedIt() {
        ada.credits(100);
        var usage = ada.usage(50);
        refund("{\"transactionId\": \"%s\", \"amount\": 51, \"description\": \"\"}", usage)
                .isProblem(409, "CONFLICT");
        refund("{\"transactionId\": \"%s\", \"amount\": 20, \"description\": \"\"}", usage)
                .is(201);
        refund("{\"transactionId\": \"%s\", \"amount\": 31, \"description\": \"\"}", usage)
                .isProblem(409, "CONFLICT");
        var rest = refund("{\"transactionId\": \"%s\", \"amount\": null, \"description\":" + " \"\"}", usage)
                .is(201);
        assertThat(rest.object("transaction")).containsEntry("amount", 30).containsEntry("balanceAfter", 100);
        for (var body : List.of(
                "{\"transactionId\": \"%s\", \"description\": \"\"}",
                "{\"transactionId\": \"%s\", \"amount\": 1, \"description\": \"\"}")) {
            refund(body, usage).isProblem(409, "CONFLICT");
        }
        assertThat(ada.get(BALANCE).get("amount")).isEqualTo(100);
        assertThat(ada.get(TRANSACTIONS + "?type=refund").get("total")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = "USAGE", mode = EnumSource.Mode.EXCLUDE)
    void onlyAUsageIsRefunded(TransactionType type) {
        ada.credits(10);
        var id = switch (type) {
            case REFUND ->
                refund("{\"transactionId\": \"%s\", \"description\": \"\"}", ada.usage(1))
                        .object("transaction")
                        .get("id");
            default -> grant(type.toString(), 5, null).object("transaction").get("id");
        };
        var before = ada.get(BALANCE).object();
        for (var amount : List.of("null", "1", "100")) {
            refund("{\"transactionId\": \"%s\", \"amount\": " + amount + ", \"description\": \"\"}", id)
                    .isProblem(409, "CONFLICT");
        }
        assertThat(ada.get(BALANCE).object()).isEqualTo(before);
    }

    @Test
    void aNegativeAdjustmentIsNoUsage() {
        ada.credits(10);
        var id = grant("adjustment", -5, null).object("transaction").get("id");
        refund("{\"transactionId\": \"%s\", \"description\": \"\"}", id).isProblem(409, "CONFLICT");
    }

    @Test
    void aTransactionOfNothingIsNotFound() {
        refund("{\"transactionId\": \"%s\", \"description\": \"\"}", NOTHING).isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void aRefundGoesToWhoeverSpentAndNotToTheAdmin() {
        ada.credits(5);
        refund("{\"transactionId\": \"%s\", \"description\": \"\"}", ada.usage(5))
                .is(201);
        assertThat(ada.get(BALANCE).get("amount")).isEqualTo(5);
        assertThat(admin.get(BALANCE).get("amount")).isEqualTo(0);
        assertThat(admin.get(TRANSACTIONS).items()).isEmpty();
    }

    @Test
    void usersGiveNobodyCreditsAndNothingBack() {
        ada.credits(5);
        var usage = ada.usage(5);
        var grant = """
            {"userId": "%s", "type": "bonus", "amount": 1, "description": ""}
            """.formatted(ada.id());
        ada.post(GRANTS, grant, "k").isProblem(403, "PERMISSION_DENIED");
        ada.post(REFUNDS, "{\"transactionId\": \"%s\", \"description\": \"\"}".formatted(usage), "k")
                .isProblem(403, "PERMISSION_DENIED");
        assertThat(ada.get(BALANCE).get("amount")).isEqualTo(0);
    }

    @Test
    void anAdminSpendsOnlyCreditsOfTheirOwn() {
        ada.credits(5);
        admin.post(USAGE, "{\"amount\": 1, \"description\": \"\"}", key()).isProblem(402, "INSUFFICIENT_CREDITS");
    }

    @Test
    void theLedgerOfAnotherUserIsNotShown() {
        ada.credits(5);
        eve.credits(7);
        eve.usage(2);
        assertThat(ada.get(TRANSACTIONS).items("amount")).containsExactly(5);
        assertThat(eve.get(TRANSACTIONS).items("amount")).containsExactly(-2, 7);
        assertThat(ada.get(TRANSACTIONS).get("total")).isEqualTo(1);
    }

    @Test
    @DisplayName("S13: the ledger is paged, newest first, in the envelope of all lists")
    void theLedgerIsPagedNewestFirst() {
        ada.credits(100);
        for (var amount = 1; amount <= 4; amount++) {
            ada.usage(amount);
        }
        var first = ada.get(TRANSACTIONS + "?limit=2").is(200);
        assertThat(first.object())
                .containsOnlyKeys("items", "total", "page", "limit", "nextCursor")
                .containsEntry("total", 5)
                .containsEntry("page", 1)
                .containsEntry("limit", 2);
        assertThat(first.items("amount")).containsExactly(-4, -3);
        assertThat(ada.get(TRANSACTIONS + "?limit=2&page=3").items("amount")).containsExactly(100);
        assertThat(ada.get(TRANSACTIONS + "?order=asc").items("amount")).containsExactly(100, -1, -2, -3, -4);
        assertThat(ada.get(TRANSACTIONS + "?sort=createdAt&order=desc").items("balanceAfter"))
                .containsExactly(90, 94, 97, 99, 100);
        var paged = new ArrayList<>(first.items("amount"));
        var page = first;
        ada.usage(5); // comes before what was read already
        while (page.get("nextCursor") != null) {
            var cursor = Call.encode(page.text("nextCursor"));
            page = ada.get(TRANSACTIONS + "?limit=2&cursor=" + cursor).is(200);
            assertThat(page.object()).containsEntry("total", null).containsEntry("page", null);
            paged.addAll(page.items("amount"));
        }
        assertThat(paged).containsExactly(-4, -3, -2, -1, 100);
    }

    @Test
    @DisplayName("S12: the ledger shows one type, or all")
    void theLedgerIsFilteredByType() {
        ada.credits(100);
        grant("purchase", 5, null).is(201);
        grant("adjustment", -1, null).is(201);
        refund("{\"transactionId\": \"%s\", \"description\": \"\"}", ada.usage(2))
                .is(201);
        for (var type : TransactionType.values()) {
            var list = ada.get(TRANSACTIONS + "?type=" + type).is(200);
            assertThat(list.items("type")).containsExactly(type.toString());
            assertThat(list.get("total")).isEqualTo(1);
        }
        assertThat(ada.get(TRANSACTIONS).get("total")).isEqualTo(5);
    }

    @Test
    void aCursorIsBoundToItsTypeAndUser() {
        ada.credits(2);
        ada.usage(1);
        ada.usage(1);
        var cursor = Call.encode(ada.get(TRANSACTIONS + "?type=usage&limit=1").text("nextCursor"));
        ada.get(TRANSACTIONS + "?limit=1&cursor=" + cursor).names("cursor");
        ada.get(TRANSACTIONS + "?type=bonus&cursor=" + cursor).names("cursor");
        ada.get(TRANSACTIONS + "?type=usage&order=asc&cursor=" + cursor).names("cursor");
        eve.get(TRANSACTIONS + "?type=usage&cursor=" + cursor).names("cursor");
        ada.get("/v1/tags?cursor=" + cursor).names("cursor");
        ada.get(TRANSACTIONS + "?type=usage&cursor=" + cursor).is(200);
    }

    @Test
    void metadataIsKeptAsItWas() {
        ada.credits(10);
        for (var metadata : List.of(
                "{}",
                "{\"\": {\"a\": [[], {}, null, true, 1.50, -7, \"\\u2028\\n\\\"\\\\\"]}}",
                "{\"big\": 123456789012345678901234567890.0123456789}",
                "{\"deep\": " + "[".repeat(48) + "]".repeat(48) + "}",
                "{\"digits\": " + "9".repeat(400) + "}")) {
            var used = use("{\"amount\": 1, \"description\": \"\", \"metadata\": %s}".formatted(metadata))
                    .is(201);
            assertThat(used.object("transaction").get("metadata")).isEqualTo(Lambda.value(metadata));
            assertThat(ada.get(TRANSACTIONS + "?limit=1").items("metadata").getFirst())
                    .isEqualTo(Lambda.value(metadata));
        }
        var without = use("{\"amount\": 1, \"description\": \"\", \"metadata\": null}")
                .is(201);
        assertThat(without.object("transaction")).containsEntry("metadata", Map.of());
    }

    @Test
    void numbersInMetadataComeBackInFull() {
        ada.credits(1);
        var metadata = "{\"a\": 1e399, \"b\": -1e-400}";
        var used = use("{\"amount\": 1, \"description\": \"\", \"metadata\": %s}".formatted(metadata));
        assertThat(used.is(201).body())
                .contains("\"a\": 1" + "0".repeat(399) + ",", "\"b\": -0." + "0".repeat(399) + "1}");
    }

    @Test
    void metadataHasAMostInBytes() {
        ada.credits(10);
        var most = Limits.METADATA_BYTES_MAX - "{\"a\":\"\"}".length();
        for (var text : List.of("x".repeat(most), "é".repeat(most / 2))) {
            spend(text).is(201);
            spend(text + "é").names("metadata");
        }
        // white space around it is nothing that would be kept
        use("{\"amount\": 1, \"description\": \"\", \"metadata\": {\"a\": %s \"b\"}}"
                        .formatted(" ".repeat(Limits.METADATA_BYTES_MAX)))
                .is(201);
    }

    /// Lambda hands on 6 MB, and an answer counts there as text within JSON.
    @Test
    void aFullPageOfTheLargestTransactionsFitsIntoAnAnswer() {
        ada.credits(1_000);
        var fitting = (Limits.METADATA_BYTES_MAX - "{\"a\":[]}".length() + 1) / "\"\",".length();
        var metadata =
                IntStream.range(0, fitting).mapToObj(i -> "\"\"").collect(Collectors.joining(",", "{\"a\":[", "]}"));
        var body = "{\"amount\": 1, \"description\": \"%s\", \"appId\": \"%s\", \"metadata\": %s}"
                .formatted(
                        "\\u0001".repeat(Limits.DESCRIPTION_CHARACTERS),
                        "\\u0001".repeat(Limits.APP_ID_CHARACTERS),
                        metadata);
        for (var i = 0; i < Limits.PAGE_ITEMS_MAX; i++) {
            use(body).is(201);
        }
        var page = ada.get(TRANSACTIONS + "?type=usage&limit=100").is(200);
        assertThat(page.items()).hasSize(Limits.PAGE_ITEMS_MAX);
        var response = Lambda.json(Map.of("body", Objects.requireNonNull(page.body())));
        assertThat(response.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(Limits.RESPONSE_BYTES_MAX);
    }

    @Test
    void aDescriptionMayBeEmptyButNotMissing() {
        ada.credits(1);
        use("{\"amount\": 1}").names("description");
        grant("{\"userId\": \"a\", \"type\": \"bonus\", \"amount\": 1}").names("description");
        refund("{\"transactionId\": \"%s\"}", NOTHING).names("description");
        use("{\"amount\": 1, \"description\": \"\"}").is(201);
    }

    private ApiResponse spend(String text) {
        return use("{\"amount\": 1, \"description\": \"\", \"metadata\": {\"a\": \"%s\"}}".formatted(text));
    }

    private ApiResponse use(String json) {
        return ada.post(USAGE, json, key());
    }

    private ApiResponse grant(String json) {
        return admin.post(GRANTS, json, key());
    }

    private ApiResponse grant(String type, long amount, @Nullable Long expectedVersion) {
        return grant("""
            {"userId": "%s", "type": "%s", "amount": %d, "description": "",
             "expectedVersion": %d}
            """.formatted(ada.id(), type, amount, expectedVersion));
    }

    /// @param json with `%s` for the id of the transaction
    private ApiResponse refund(String json, @Nullable Object transactionId) {
        return admin.post(REFUNDS, json.formatted(transactionId), key());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
