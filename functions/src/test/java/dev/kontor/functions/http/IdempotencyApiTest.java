package dev.kontor.functions.http;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.template.Route;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The header `Idempotency-Key` on every operation of the template that creates: done once, and
/// answered as the first time (docs/api.md).
class IdempotencyApiTest {

    private static final Api API = Api.open();
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String NOTHING = "00000000-0000-4000-8000-00000000dead";
    private static final int THREADS = 16;
    private static final int ROUNDS = Repetitions.of(5, 40);

    /// Two packages.
    private static final String SOLD = "bac4a6e0-0000-4000-8000-000000000001";

    private static final String ALSO_SOLD = "bac4a6e0-0000-4000-8000-000000000002";

    private static final Pattern SIGNED_AT = Pattern.compile("X-Amz-(Date|Signature)=\\w+");

    private static final String NAMED = "{\"name\": \"WORD\"}";

    /// Operations that are answered 200, as those on many items are, too. They need no key: what they do can be done
    /// once.
    private static final Set<String> ANSWERED_200 = Set.of(
            "RestoreVersion",
            "RestoreFromTrash",
            "UploadFile",
            "SignUploadParts",
            "CompleteUpload",
            "SettleHold",
            "ReleaseHold");

    /// It is answered 202, and has no body in which two requests could differ. `ExportsApiTest` has its keys.
    private static final String EXPORT = "POST /v1/me/exports";

    /// What an operation creates, and how. A new operation that creates needs a row here.
    private static final Map<String, Creation> CREATIONS = Map.ofEntries(
            entry("CreatePackage", new Creation("packages", "admin", user -> """
                {"name": "WORD", "credits": 5, "price": {"amount": 5, "currency": "eur"},
                 "paymentLink": {"id": "plink_1", "url": "https://buy.stripe.com/test_1"}}
                """)),
            entry(
                    "CreatePurchase",
                    new Creation("purchases", "user", user -> "{\"packageId\": \"WORD\"}", SOLD, ALSO_SOLD)),
            entry(
                    "CreateShare",
                    new Creation(
                            "shares",
                            "user",
                            user -> """
                                {"folderId": "%s", "maxDownloads": WORD}
                                """.formatted(user.folder(UUID.randomUUID().toString())),
                            "770077",
                            "880088")),
            entry(
                    "CreateFile",
                    new Creation(
                            "files",
                            "user",
                            user -> "{\"name\": \"WORD\", \"mimeType\": \"text/plain\", \"size\":" + " 5}")),
            entry("CreateFolder", new Creation("folders", "user", user -> NAMED)),
            entry("AddVersion", new Creation("file_versions", "user", user -> "{\"size\": 5, \"comment\": \"WORD\"}")),
            entry("CreateTag", new Creation("tags", "user", user -> NAMED)),
            // All that there is, so that a second time would be refused.
            entry("UseCredits", new Creation("transactions", "user", user -> {
                user.credits(7);
                return "{\"amount\": 7, \"description\": \"WORD\"}";
            })),
            entry("HoldCredits", new Creation("holds", "user", user -> {
                user.credits(7);
                return "{\"amount\": 7, \"description\": \"WORD\"}";
            })),
            entry("GrantCredits", new Creation("transactions", "admin", user -> """
                {"userId": "%s", "type": "bonus", "amount": 7,
                 "description": "WORD"}
                """.formatted(user.id()))),
            entry("RefundCredits", new Creation("transactions", "admin", user -> {
                user.credits(7);
                return """
                    {"transactionId": "%s", "description": "WORD"}
                    """.formatted(user.usage(7));
            })));

    /// @param table where the rows come
    /// @param role who may
    /// @param body prepares what a new user needs and gives the body, with `WORD` in it for
    ///   whatever tells two requests apart
    /// @param word what to put there
    /// @param other what another request has there
    private record Creation(String table, String role, Function<Api.User, String> body, String word, String other) {

        private Creation(String table, String role, Function<Api.User, String> body) {
            this(table, role, body, "word", "other");
        }
    }

    private final Api.User ada = API.newUser();

    @BeforeAll
    static void sell() throws SQLException {
        for (var id : List.of(SOLD, ALSO_SOLD)) {
            API.database().execute("""
                insert into packages (id, name, credits, price_amount, currency, payment_link_id, payment_link_url)
                values ('%s', '5 credits', 5, 5, 'eur', 'plink_1', 'https://buy.stripe.com/test_1')
                """.formatted(id));
        }
    }

    @AfterAll
    static void close() {
        API.close();
    }

    static List<Route> creations() {
        return Api.ROUTES.stream()
                .filter(route -> route.method().equals("POST") && !route.isPublic())
                .filter(route -> !ANSWERED_200.contains(route.function().name()))
                .filter(route -> !route.key().startsWith("POST /v1/items/"))
                .filter(route -> !route.key().equals(EXPORT))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("creations")
    void aRepetitionIsAnsweredAsTheFirstTimeAndDoesNothing(Route route) {
        var call = call(route, ada).header("idempotency-key", "k");
        var before = rows(route);
        var first = API.send(call).is(201);
        assertThat(first.headers()).doesNotContainKey(REPLAYED);
        assertThat(rows(route)).isEqualTo(before + 1);
        var counts = API.rowCounts();
        for (var i = 0; i < 2; i++) {
            isReplayOf(first, API.send(call));
        }
        assertThat(API.rowCounts()).isEqualTo(counts);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void theKeyOfAnotherRequestIsRefused(Route route) {
        var call = call(route, ada).header("idempotency-key", "k");
        var first = API.send(call).is(201);
        var counts = API.rowCounts();
        for (var other : List.of(
                call.json(Objects.requireNonNull(call.body())
                        .replace(creation(route).word(), creation(route).other())),
                call.json(call.body() + " "))) {
            API.send(other).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
        }
        API.send(call.json("{}")).isProblem(400, "VALIDATION_FAILED");
        assertThat(API.rowCounts()).isEqualTo(counts);
        isReplayOf(first, API.send(call));
    }

    /// What was in the future when the first request was made.
    @Test
    void aRepetitionIsReplayedWhenItsTimeHasPassed() throws Exception {
        var soon = Instant.now().plusSeconds(3);
        var share = ada.call("POST", "/v1/shares").json("""
            {"folderId": "%s", "expiresAt": "%s"}
            """.formatted(ada.folder("shared"), soon));
        var grant = ada.withRole("admin").call("POST", "/v1/credits/grants").json("""
            {"userId": "%s", "type": "bonus", "amount": 7, "description": "x", "expiresAt": "%s"}
            """.formatted(ada.id(), soon));
        for (var call : List.of(share, grant)) {
            API.send(call.header("idempotency-key", "k")).is(201);
        }
        Thread.sleep(Duration.between(Instant.now(), soon).plusMillis(1));
        for (var call : List.of(share, grant)) {
            assertThat(API.send(call.header("idempotency-key", "k")).is(201).headers())
                    .containsEntry(REPLAYED, "true");
            API.send(call.header("idempotency-key", "k2")).names("expiresAt");
        }
    }

    @Test
    void aVersionIsRestoredOnceForItsKey() {
        var file = ada.file("a.txt");
        API.upload(file, 1);
        var path = "/v1/files/" + file + "/versions/";
        var call = ada.call("POST", path + "1/restore").header("idempotency-key", "k");

        var first = API.send(call).is(200);
        assertThat(first.headers()).doesNotContainKey(REPLAYED);
        var counts = API.rowCounts();

        isReplayOf(first, API.send(call));
        API.send(ada.call("POST", path + "2/restore").header("idempotency-key", "k"))
                .isProblem(422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(API.rowCounts()).isEqualTo(counts);
    }

    @Test
    void anUploadIsSignedAnewUntilItsContentHasArrived() throws Exception {
        var file = ada.file("a.txt");
        for (var version : List.of(1, 2)) {
            var call = version == 1
                    ? call(route("CreateFile"), ada)
                    : ada.call("POST", "/v1/files/" + file + "/versions").json("{\"size\": 5}");
            var keyed = call.header("idempotency-key", "k");
            var first = API.send(keyed).is(201);
            Thread.sleep(1_100); // signatures tell seconds apart

            var replay = API.send(keyed);

            isReplayOf(first, replay);
            var expiry = Instant.parse((String) first.object("upload").get("expiresAt"));
            assertThat(Instant.parse((String) replay.object("upload").get("expiresAt")))
                    .isAfter(expiry);
            assertThat(replay.object("upload").get("url"))
                    .isNotEqualTo(first.object("upload").get("url"));
            API.upload(version == 1 ? String.valueOf(first.object("file").get("id")) : file, version);
            var arrived = API.send(keyed).is(201).object();
            var expected = new HashMap<>(first.object());
            expected.remove("upload");
            assertThat(arrived).isEqualTo(expected);
        }
        assertThat(API.database().query("select answer from idempotency_keys where user_id = '%s'".formatted(ada.id())))
                .hasSize(2)
                .noneMatch(answer -> answer.contains("X-Amz"));
    }

    @Test
    void whatIsGoneForGoodHasNoUpload() {
        var call = call(route("CreateFile"), ada).header("idempotency-key", "k");
        var file = API.send(call).is(201).header("Location");
        ada.delete(file).is(204);
        ada.delete(file.replace("/files/", "/trash/")).is(204);

        assertThat(API.send(call).is(201).object()).containsOnlyKeys("file");
    }

    @Test
    void theKeyWithAnotherQueryIsRefused() {
        for (var name : List.of("CreateFile", "CreateFolder")) {
            var call = call(route(name), ada).header("idempotency-key", "k");
            var renaming = at(call, call.path() + "?onConflict=rename");
            var first = API.send(call).is(201);
            API.send(renaming).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
            API.send(at(call, call.path() + "?onConflict=fail")).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
            isReplayOf(first, API.send(call));
            var renamed = API.send(renaming.header("idempotency-key", "l")).is(201);
            isReplayOf(renamed, API.send(renaming.header("idempotency-key", "l")));
        }
    }

    @ParameterizedTest
    @MethodSource("creations")
    void aBadRequestLeavesTheKeyForAnotherTry(Route route) {
        var call = call(route, ada).header("idempotency-key", "k");
        API.send(call.json("{}")).is(400);
        API.send(call.json("{")).is(400);
        API.send(call.body("text/plain", "{}")).is(415);
        API.send(at(call, call.path() + "?x=1")).is(400);
        isFirst(API.send(call));
    }

    @Test
    void aNameThatIsTakenLeavesTheKeyForAnotherTry() {
        for (var name : List.of("CreateFile", "CreateFolder", "CreateTag")) {
            var call = call(route(name), ada);
            var taken = API.send(call).is(201).header("Location");
            var again = call.header("idempotency-key", "k");
            for (var i = 0; i < 2; i++) {
                API.send(again).isProblem(409, "DUPLICATE_ENTRY");
            }
            ada.delete(taken).is(204);
            isFirst(API.send(again));
        }
    }

    @Test
    void whatIsNotFoundLeavesTheKeyForAnotherTry() {
        for (var name : List.of("CreateFile", "CreateFolder")) {
            var call = call(route(name), ada).header("idempotency-key", "k");
            var body = Objects.requireNonNull(call.body());
            for (var query : List.of("", "?onConflict=rename")) {
                API.send(at(call, call.path() + query)
                                .json(body.replace("}", ", \"parentFolderId\": \"%s\"}".formatted(NOTHING))))
                        .isProblem(404, "RESOURCE_NOT_FOUND");
            }
            isFirst(API.send(call));
        }
        var refund = call(route("RefundCredits"), ada).header("idempotency-key", "k");
        API.send(refund.json("{\"transactionId\": \"%s\", \"description\": \"\"}".formatted(NOTHING)))
                .isProblem(404, "RESOURCE_NOT_FOUND");
        isFirst(API.send(refund));
    }

    @Test
    void tooFewCreditsLeaveTheKeyForAnotherTry() {
        var usage = "{\"amount\": 5, \"description\": \"\"}";
        ada.post("/v1/credits/usage", usage, "k").isProblem(402, "INSUFFICIENT_CREDITS");
        ada.credits(5);
        var first = ada.post("/v1/credits/usage", usage, "k");
        isFirst(first);
        isReplayOf(first, ada.post("/v1/credits/usage", usage, "k"));
        assertThat(ada.get("/v1/credits/balance").get("amount")).isEqualTo(0);
    }

    @Test
    void aConflictOfCreditsLeavesTheKeyForAnotherTry() {
        ada.credits(5);
        var usage = "{\"amount\": 5, \"description\": \"\", \"expectedVersion\": 2}";
        ada.post("/v1/credits/usage", usage, "k").isProblem(409, "CONFLICT");
        ada.credits(1);
        isFirst(ada.post("/v1/credits/usage", usage, "k"));
    }

    @Test
    void aRequestThatIsNotAllowedLeavesTheKeyForAnotherTry() {
        for (var name : List.of("GrantCredits", "RefundCredits")) {
            var call = call(route(name), ada).header("idempotency-key", "k");
            var asUser = ada.call("POST", call.path())
                    .json(Objects.requireNonNull(call.body()))
                    .header("idempotency-key", "k");
            API.send(asUser).isProblem(403, "PERMISSION_DENIED");
            isFirst(API.send(call));
            API.send(asUser).isProblem(403, "PERMISSION_DENIED");
        }
    }

    @ParameterizedTest
    @MethodSource("creations")
    void aKeyIsOneTo255VisibleAsciiCharacters(Route route) {
        var call = call(route, ada);
        var counts = API.rowCounts();
        for (var key : List.of(
                "",
                " ",
                "a b",
                " a",
                "a\t",
                "a\n",
                "ä",
                "\u0080",
                "\u007f",
                "\u0000",
                "\u001f",
                "\uD83D\uDE00",
                "\uD800",
                "k".repeat(256),
                "k".repeat(100_000))) {
            API.send(call.header("idempotency-key", key)).names("Idempotency-Key");
        }
        assertThat(API.rowCounts()).isEqualTo(counts);
        var visible = new StringBuilder();
        for (var character = '!'; character <= '~'; character++) {
            visible.append(character);
        }
        var longest = call.header("idempotency-key", (visible + "k".repeat(255)).substring(0, 255));
        isReplayOf(API.send(longest).is(201), API.send(longest));
    }

    @ParameterizedTest
    @MethodSource("creations")
    void withoutAKeyARequestIsDoneAgainOrRefusedWhereItTakesOne(Route route) {
        var call = call(route, ada);
        if (route.key().startsWith("POST /v1/credits/")) {
            var counts = API.rowCounts();
            API.send(call).names("Idempotency-Key");
            assertThat(API.rowCounts()).isEqualTo(counts);
        } else if (route.function().name().equals("CreateShare")
                || route.function().name().equals("AddVersion")) {
            isFirst(API.send(call));
            isFirst(API.send(call));
        } else {
            isFirst(API.send(call));
            API.send(call).isProblem(409, "DUPLICATE_ENTRY");
        }
    }

    @ParameterizedTest
    @MethodSource("creations")
    void theKeyOfAnotherUserIsAnotherKey(Route route) {
        var eve = API.newUser();
        var adas = API.send(call(route, ada).header("idempotency-key", "k"));
        var eves = API.send(call(route, eve).header("idempotency-key", "k"));
        isFirst(adas);
        isFirst(eves);
        assertThat(eves.body()).isNotEqualTo(adas.body());
    }

    @Test
    void theKeyAtAnotherOperationIsAnotherKey() {
        for (var route : creations()) {
            isFirst(API.send(call(route, ada).header("idempotency-key", "k")));
        }
    }

    @Test
    void keysDifferInCase() {
        for (var key : List.of("k", "K")) {
            isFirst(API.send(ada.call("POST", "/v1/tags")
                    .json(NAMED.replace("WORD", "of " + (int) key.charAt(0)))
                    .header("idempotency-key", key)));
        }
    }

    @Test
    void whatIsGoneIsStillReplayed() {
        for (var name : List.of("CreateFile", "CreateFolder", "CreateTag", "CreateShare")) {
            var call = call(route(name), ada).header("idempotency-key", "k");
            var first = API.send(call).is(201);
            ada.delete(first.header("Location")).is(204);
            isReplayOf(first, API.send(call));
        }
    }

    @ParameterizedTest
    @MethodSource("creations")
    void aBodyInBase64IsTheSameBody(Route route) {
        var plain = call(route, ada).header("idempotency-key", "k");
        var bytes = Objects.requireNonNull(plain.body()).getBytes(StandardCharsets.UTF_8);
        var first = API.send(plain.base64("application/json", bytes)).is(201);
        isReplayOf(first, API.send(plain));
        API.send(plain.base64("application/json", "{}".getBytes(StandardCharsets.UTF_8)))
                .is(400);
    }

    @Test
    void theHeaderMayBeInAnyCase() {
        var call = call(route("CreateTag"), ada);
        var first = API.send(call.header("Idempotency-Key", "k")).is(201);
        // The header twice, as API Gateway joins it.
        isReplayOf(first, API.send(call.header("Idempotency-Key", "k,k")));
        for (var name : List.of("idempotency-key", "IDEMPOTENCY-KEY", "Idempotency-key")) {
            isReplayOf(first, API.send(call.header(name, "k")));
        }
    }

    @Test
    void aKeyIsFreeAgainAfter24Hours() throws Exception {
        var call = call(route("CreateTag"), ada).header("idempotency-key", "k");
        var first = API.send(call).is(201);
        age(23);
        isReplayOf(first, API.send(call));
        age(2);
        API.send(call).isProblem(409, "DUPLICATE_ENTRY");
        var other = call.json(NAMED.replace("WORD", "other"));
        isFirst(API.send(other));
        API.send(call).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @ParameterizedTest
    @MethodSource("creations")
    void whileTheFirstIsUnderWayARepetitionIsAConflict(Route route) throws Exception {
        var call = call(route, ada).header("idempotency-key", "k");
        var other = call.json(call.body() + " ");
        var table = creation(route).table();
        var before = rows(route);
        try (var owner = API.database().connect();
                var statement = owner.createStatement();
                var executor = Executors.newSingleThreadExecutor()) {
            owner.setAutoCommit(false);
            statement.execute("lock table " + table + " in share mode");
            var first = CompletableFuture.supplyAsync(() -> API.send(call), executor);
            awaitWaiting(first);
            var repetition = API.send(call);
            var reuse = API.send(other);
            owner.rollback();
            isFirst(first.get());
            repetition.isProblem(409, "CONFLICT");
            reuse.isProblem(409, "CONFLICT");
            isReplayOf(first.get(), API.send(call));
        }
        assertThat(rows(route)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @MethodSource("creations")
    @Tag("slow")
    void ofManyAtOnceOneIsDoneAndTheOthersSaySo(Route route) throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var user = API.newUser();
            var call = call(route, user).header("idempotency-key", "k");
            var before = rows(route);
            var responses = atOnce(() -> API.send(call));
            // Refused for what the first did, such as its name's being taken, would be no response.
            var done = new HashSet<ApiResponse>();
            for (var response : responses) {
                if (response.status() == 201) {
                    done.add(withoutReplayed(response));
                } else {
                    response.isProblem(409, "CONFLICT");
                }
            }
            assertThat(done).hasSize(1);
            assertThat(responses)
                    .filteredOn(response -> response.status() == 201)
                    .filteredOn(response -> !response.headers().containsKey(REPLAYED))
                    .hasSize(1);
            assertThat(rows(route)).isEqualTo(before + 1);
        }
    }

    private static List<ApiResponse> atOnce(Callable<ApiResponse> request) throws Exception {
        try (var executor = Executors.newFixedThreadPool(THREADS)) {
            var responses = new ArrayList<ApiResponse>();
            for (var response : executor.invokeAll(Collections.nCopies(THREADS, request))) {
                responses.add(response.get());
            }
            return responses;
        }
    }

    private static void isFirst(ApiResponse response) {
        assertThat(response.is(201).headers()).doesNotContainKey(REPLAYED);
    }

    private static void isReplayOf(ApiResponse first, ApiResponse response) {
        assertThat(response.headers()).containsEntry(REPLAYED, "true");
        assertThat(withoutReplayed(response)).isEqualTo(withoutReplayed(first));
    }

    private static ApiResponse withoutReplayed(ApiResponse response) {
        var headers = new HashMap<>(response.headers());
        headers.remove(REPLAYED);
        return new ApiResponse(response.status(), headers, withoutSignature(response.body()));
    }

    /// An upload is signed anew for each response.
    private static @Nullable String withoutSignature(@Nullable String body) {
        return body == null
                ? null
                : SIGNED_AT.matcher(body).replaceAll("").replaceAll("\"expiresAt\":\"[^\"]*\"}}$", "}}");
    }

    private static Call call(Route route, Api.User user) {
        var creation = creation(route);
        var path = route.path().toString();
        return user.withRole(creation.role())
                .call("POST", path.contains("{id}") ? pathOfAFile(path, user) : path)
                .json(creation.body().apply(user).replace("WORD", creation.word()));
    }

    private static String pathOfAFile(String path, Api.User user) {
        return path.replace("{id}", user.file(UUID.randomUUID().toString()));
    }

    private static Call at(Call call, String path) {
        return new Call("POST", path, call.headers(), call.body(), false, call.authorizer());
    }

    private static Creation creation(Route route) {
        return Objects.requireNonNull(
                CREATIONS.get(route.function().name()),
                () -> "no row for " + route.function().name());
    }

    private static Route route(String operation) {
        return Api.ROUTES.stream()
                .filter(route -> route.function().name().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private static long rows(Route route) {
        return Objects.requireNonNull(API.rowCounts().get(creation(route).table()));
    }

    /// Makes all keys of ada's so many hours older.
    private void age(int hours) throws Exception {
        API.database().execute("""
            update idempotency_keys
            set created_at = created_at - make_interval(hours => %d)
            where user_id = '%s'
            """.formatted(hours, ada.id()));
    }

    /// Until the request waits for a lock; who ends before that did not have to.
    private static void awaitWaiting(Future<ApiResponse> request) throws Exception {
        while (API.database().query("""
            select from pg_locks l join pg_database d on d.oid = l.database
            where not l.granted and d.datname = current_database()
            """).isEmpty()) {
            assertThat(request.isDone()).isFalse();
        }
    }
}
