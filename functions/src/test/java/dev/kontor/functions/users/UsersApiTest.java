package dev.kontor.functions.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.functions.testing.Lambda;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The routes of users, as docs/api.md has them.
class UsersApiTest {

    private static final Api API = Api.open();

    private final Api.User ada = API.newUser();
    private final Api.User eve = API.newUser();
    private final Api.User admin = API.newUser().withRole("admin");

    /// No other test's users have it.
    private final String tag = UUID.randomUUID().toString();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void meIsWhoTheTokenSaysWithEveryMember() {
        var me = ada.get("/v1/me").is(200);
        assertThat(me.object())
                .isEqualTo(Map.of(
                        "userId",
                        ada.id(),
                        "email",
                        "ada@example.com",
                        "role",
                        "user",
                        "tags",
                        List.of(),
                        "fileCount",
                        0,
                        "bytesStored",
                        0,
                        "balance",
                        Map.of("amount", 0, "version", 0),
                        "quota",
                        quota(null, 0, 0)));
        assertThat(me.headers()).containsOnlyKeys("ETag", "Content-Type", "X-Correlation-Id", "Cache-Control");
    }

    static Map<String, @Nullable Object> quota(@Nullable Object bytes, Object used, Object reserved) {
        var quota = new HashMap<String, @Nullable Object>(Map.of("used", used, "reserved", reserved));
        quota.put("bytes", bytes);
        return quota;
    }

    @Test
    void whatATokenDoesNotSayIsNull() {
        var me = API.send(API.call("GET", "/v1/me", Map.of("userId", ada.id()))).is(200);
        assertThat(me.object()).containsEntry("email", null).containsEntry("role", null);
    }

    @Test
    void meShowsWhatOneHasNow() throws SQLException {
        eve.file("another's");
        var file = ada.file("a");
        ada.delete("/v1/files/" + ada.file("trashed")).is(204);
        API.database().execute("""
            update file_versions set is_uploaded = true where user_id = '%s';
            insert into balances (user_id, amount, version) values ('%1$s', 250, 3);
            """.formatted(ada.id()));
        tag(ada, "premium");
        var me = ada.get("/v1/me").is(200);
        assertThat(me.object())
                .containsEntry("fileCount", 1)
                .containsEntry("bytesStored", 10)
                .containsEntry("tags", List.of("premium"))
                .containsEntry("balance", Map.of("amount", 250, "version", 3));

        ada.delete("/v1/files/" + file).is(204);
        assertThat(ada.get("/v1/me").object()).containsEntry("fileCount", 0).containsEntry("bytesStored", 10);
        assertThat(eve.get("/v1/me").object())
                .containsEntry("fileCount", 1)
                .containsEntry("bytesStored", 0)
                .containsEntry("tags", List.of())
                .containsEntry("balance", Map.of("amount", 0, "version", 0));
    }

    @Test
    void theETagOfMeStandsForWhatItSays() {
        var first = ada.get("/v1/me");
        assertThat(ada.get("/v1/me").etag()).isEqualTo(first.etag()).matches("\"[0-9a-f]{32}\"");
        ada.file("a");
        assertThat(ada.get("/v1/me").etag()).isNotEqualTo(first.etag());
        assertThat(eve.get("/v1/me").etag()).isNotEqualTo(first.etag());
    }

    @Test
    void whoAsksIsInTheListFromThenOn() {
        assertThat(usersNow()).doesNotContain(ada.id(), eve.id());
        ada.get("/v1/files").is(200);
        eve.file("a");
        assertThat(usersNow()).contains(ada.id(), eve.id());
        assertThat(put(ada.id(), "{\"tags\": [\"a\"]}").is(200).object())
                .containsEntry("email", "ada@example.com")
                .containsEntry("role", "user");
    }

    @Test
    void everyOperationMakesItsUserKnown() {
        ada.get("/v1/files?limit=0").names("limit");
        assertThat(usersNow()).as("an invalid request").doesNotContain(ada.id());
        var requests = List.<Consumer<Api.User>>of(
                user -> user.get("/v1/files/" + UUID.randomUUID()).is(404),
                user -> user.folder("a"),
                user -> user.post("/v1/folders", "{\"name\": \"keyed\"}", "k").is(201),
                user -> user.post("/v1/credits/usage", "{\"amount\": 1, \"description\": \"\"}", "k")
                        .is(402),
                user -> user.put("/v1/settings", "{}").is(200),
                user -> user.delete("/v1/trash").is(204));
        for (var request : requests) {
            var user = API.newUser();
            request.accept(user);
            assertThat(usersNow()).contains(user.id());
        }
    }

    @Test
    void aTokenWithoutEmailOrRoleErasesNothing() {
        ada.get("/v1/files").is(200);
        var bare = Map.of("userId", ada.id());
        API.send(API.call("GET", "/v1/files", bare)).is(200);
        var me = API.send(API.call("GET", "/v1/me", bare)).is(200);
        assertThat(me.object()).containsEntry("email", "ada@example.com").containsEntry("role", "user");
        assertThat(put(ada.id(), "{\"tags\": []}").is(200).object())
                .containsEntry("email", "ada@example.com")
                .containsEntry("role", "user");
    }

    private List<Object> usersNow() {
        return admin.get("/v1/users?limit=100").is(200).items().stream()
                .<Object>map(user -> String.valueOf(user.get("userId")))
                .toList();
    }

    @Test
    @DisplayName("S11: users are listed by tag, tags @> '[\"premium\"]'")
    void usersAreListedByTag() {
        tag(ada, tag, "other");
        tag(eve, "other" + tag);
        var list = admin.get("/v1/users?tag=" + tag).is(200);
        assertThat(list.object())
                .containsOnlyKeys("items", "total", "page", "limit", "nextCursor")
                .containsEntry("total", 1);
        assertThat(list.items().getFirst())
                .containsOnlyKeys("userId", "email", "role", "tags", "createdAt")
                .containsEntry("userId", ada.id())
                .containsEntry("email", "ada@example.com")
                .containsEntry("role", "user")
                .containsEntry("tags", List.of(tag, "other"));
        tag(ada, "other");
        assertThat(admin.get("/v1/users?tag=" + tag).items()).isEmpty();
    }

    @Test
    void usersArePagedBothWays() {
        var all = IntStream.range(0, 3).mapToObj(i -> API.newUser()).toList();
        all.forEach(user -> tag(user, tag));
        var newestFirst = all.reversed().stream().map(Api.User::id).toArray();
        var list = "/v1/users?tag=" + tag;
        assertThat(admin.get(list).items("userId")).containsExactly(newestFirst);
        assertThat(admin.get(list + "&order=asc&sort=updatedAt").items("userId"))
                .containsExactly(all.stream().map(Api.User::id).toArray());
        assertThat(admin.get(list + "&limit=2&page=2").items("userId")).containsExactly(newestFirst[2]);
        var first = admin.get(list + "&limit=2").is(200);
        var next = list + "&limit=2&cursor=" + first.text("nextCursor");
        assertThat(admin.get(next).is(200).items("userId")).containsExactly(newestFirst[2]);
        admin.get("/v1/users?limit=2&cursor=" + first.text("nextCursor")).names("cursor");
    }

    @Test
    void anyoneElseSeesNobody() {
        tag(ada, tag);
        for (var role : List.of("user", "Admin", "administrator", "")) {
            var other = eve.withRole(role);
            other.get("/v1/users").isProblem(403, "PERMISSION_DENIED");
            other.get("/v1/users?tag=" + tag).isProblem(403, "PERMISSION_DENIED");
            other.get("/v1/users?limit=0").isProblem(403, "PERMISSION_DENIED");
            for (var id : List.of(ada.id(), eve.id(), "nobody")) {
                other.put("/v1/users/" + id + "/tags", "{\"tags\": [\"x\"]}").isProblem(403, "PERMISSION_DENIED");
            }
        }
        assertThat(ada.get("/v1/me").get("tags")).isEqualTo(List.of(tag));
    }

    @Test
    void tagsAreReplacedAndEachCountsOnce() {
        ada.get("/v1/me").is(200);
        var put = put(ada.id(), "{\"tags\": [\"b\", \"a\", \"b\", \"A\"]}").is(200);
        assertThat(put.object())
                .containsOnlyKeys("userId", "email", "role", "tags", "createdAt")
                .containsEntry("userId", ada.id())
                .containsEntry("tags", List.of("b", "a", "A"));
        assertThat(put.headers()).containsOnlyKeys("ETag", "Content-Type", "X-Correlation-Id", "Cache-Control");
        assertThat(put(ada.id(), "{\"tags\": []}").is(200).get("tags")).isEqualTo(List.of());
        put(ada.id(), "{}").names("tags");
        put(ada.id(), "{\"tags\": [], \"role\": \"admin\"}").names("role");
        put("nobody", "{\"tags\": []}").isProblem(404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void fiftyTagsAreNotTooManyHoweverOftenEachIsNamed() {
        ada.get("/v1/me").is(200);
        var fifty = IntStream.range(0, 50).mapToObj(i -> "\"" + i + "\"").toList();
        assertThat(put(ada.id(), "{\"tags\": %s}".formatted(fifty)).is(200).get("tags"))
                .asInstanceOf(LIST)
                .hasSize(50);
        var twice = (fifty + "" + fifty).replace("][", ",");
        put(ada.id(), "{\"tags\": %s}".formatted(twice)).is(200);
        put(ada.id(), "{\"tags\": %s}".formatted(twice.replace("]", ", \"more\"]")))
                .names("tags");
    }

    @Test
    void ifMatchHoldsOffAChangeOfWhoHasChanged() {
        ada.get("/v1/me").is(200);
        var stale = put(ada.id(), "{\"tags\": [\"a\"]}").etag();
        var fresh = put(ada.id(), "{\"tags\": [\"b\"]}").etag();
        var path = "/v1/users/" + ada.id() + "/tags";
        for (var tag : List.of(stale, "\"0\"", "W/" + fresh, ada.get("/v1/me").etag())) {
            API.send(admin.call("PUT", path).json("{\"tags\": []}").header("if-match", tag))
                    .isProblem(412, "PRECONDITION_FAILED");
        }
        API.send(admin.call("PUT", path).json("{\"tags\": []}").header("if-match", fresh))
                .is(200);
        API.send(admin.call("PUT", path).json("{\"tags\": []}").header("if-match", "x"))
                .names("If-Match");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ",
                "00000000-0000-4000-8000-000000000001",
                "auth0|5f7c8ec7c33c6c004bbafe82",
                "ada@example.com",
                "a b/c?d#e%20+&=",
                "'; drop table users; --",
                "用户",
                "\uD83D\uDE00"
            })
    @DisplayName("S4: a user id is any text, in a path too")
    void aUserIdIsAnyText(String id) {
        var user = API.as(id);
        assertThat(user.get("/v1/me").is(200).get("userId")).isEqualTo(id);
        tag(user, tag);
        assertThat(admin.get("/v1/users?tag=" + tag).items("userId")).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,b", "\"", "\\", "%", "[1]", "重要", "\uD83D\uDE00", "a&b=c#d"})
    void aTagIsAnyText(String word) {
        var odd = word + tag;
        tag(ada, odd);
        assertThat(admin.get("/v1/users?tag=" + Call.encode(odd)).is(200).items("userId"))
                .containsExactly(ada.id());
    }

    private void tag(Api.User user, String... tags) {
        user.get("/v1/me").is(200);
        put(user.id(), "{\"tags\": %s}".formatted(Lambda.json(List.of(tags)))).is(200);
    }

    private ApiResponse put(String id, String json) {
        return admin.put("/v1/users/" + Call.encodeSegment(id) + "/tags", json);
    }
}
