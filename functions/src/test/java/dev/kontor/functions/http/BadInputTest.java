package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with a request is a 400 that names the field, never a 500, and writes nothing.
class BadInputTest {

    private static final Api API = Api.open();
    private static final Api.User ADA = API.newUser();
    private static final Api.User ADMIN = API.newUser().withRole("admin");
    private static final String LONG_NAME = "x".repeat(501);

    private static String file = "";
    private static String folder = "";
    private static String tag = "";

    @BeforeAll
    static void fill() {
        folder = ADA.folder("folder");
        file = ADA.file("file", folder);
        tag = ADA.tag("tag");
        ADMIN.get("/v1/me").is(200);
    }

    @AfterAll
    static void close() {
        API.close();
    }

    /// A body that is no JSON object, whatever the operation.
    static Stream<String> unreadable() {
        return Stream.of(
                "",
                " ",
                "x",
                "{",
                "{\"name\"",
                "{\"name\":",
                "{\"name\": \"a",
                "{\"name\": \"a\"",
                "{\"name\": \"a\",}",
                "{\"name\": \"a\"}}",
                "{\"name\": \"a\"} {}",
                "{\"name\": \"a\"} x",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{\"name\": {\"a\": 1, \"a\": 2}}",
                "{name: \"a\"}",
                "{'name': 'a'}",
                "{\"name\": \"a\" /* why */}",
                "{\"name\": \"\\x\"}",
                "{\"name\": \"\\u12\"}",
                "{\"name\": \"a\u0000b\"}",
                "{\"name\": \"line\nbreak\"}",
                "{\"size\": 01}",
                "{\"size\": +1}",
                "{\"size\": 1e}",
                "{\"size\": 1e99999999999}",
                "{\"size\": -1e-99999999999}",
                "{\"size\": NaN}",
                "{\"size\": Infinity}",
                "{\"size\": " + "9".repeat(100_000) + "}",
                "{\"size\": 0." + "9".repeat(100_000) + "}",
                "{\"" + "n".repeat(100_000) + "\": 1}",
                "\uFEFF{\"name\": \"a\"}",
                "null",
                "true",
                "1",
                "\"text\"",
                "[]",
                "[{\"name\": \"a\"}]",
                "[".repeat(100_000),
                "{\"name\":".repeat(100_000),
                "{\"name\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aBodyThatIsNoJsonObject(String body) {
        refused("body", ADA.call("POST", "/v1/files").json(body));
        refused("body", ADA.call("POST", "/v1/folders").json(body));
        refused("body", ADA.call("POST", "/v1/tags").json(body));
        refused("body", keyed(ADA, "/v1/credits/usage").json(body));
        refused("body", keyed(ADMIN, "/v1/credits/grants").json(body));
        refused("body", keyed(ADMIN, "/v1/credits/refunds").json(body));
        refused("body", ADA.call("POST", "/v1/shares").json(body));
        refused("body", ADA.call("PUT", "/v1/settings").json(body));
        refused("body", ADMIN.call("PUT", "/v1/users/" + ADMIN.id() + "/tags").json(body));
        for (var path : List.of(
                "/v1/files/" + file,
                "/v1/folders/" + folder,
                "/v1/tags/" + tag,
                "/v1/settings",
                "/v1/settings/apps/app")) {
            refused("body", ADA.call("PATCH", path).json(body));
            refused("body", ADA.call("PATCH", path).base64("application/merge-patch+json", utf8(body)));
        }
    }

    @Test
    void noBodyAtAll() {
        refused("body", ADA.call("POST", "/v1/files"));
        refused("body", ADA.call("POST", "/v1/tags").header("content-type", "application/json"));
        refused("body", ADA.call("PATCH", "/v1/files/" + file));
    }

    @Test
    void aBodyThatIsNotUtf8() {
        byte[] latin1 = "{\"name\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        refused("body", ADA.call("POST", "/v1/tags").base64("application/json", latin1));
        byte[] surrogate = {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'};
        refused("body", ADA.call("POST", "/v1/tags").base64("application/json", surrogate));
        byte[] utf16 = "{\"name\": \"a\"}".getBytes(StandardCharsets.UTF_16);
        refused("body", ADA.call("POST", "/v1/tags").base64("application/json", utf16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "eyJ", "e", "e30=e30=", "{\"name\": \"a\"}"})
    void aBodyThatIsNotTheBase64ItIsSaidToBe(String text) {
        refused("body", ADA.call("POST", "/v1/tags").base64("application/json", text));
    }

    /// A member of a new file, and a value that it can't have.
    @ParameterizedTest
    @MethodSource("membersOfAFile")
    void aWrongMemberOfANewFile(String member, String value) {
        var right = new TreeMap<>(Map.of("name", "\"a\"", "mimeType", "\"text/plain\"", "size", "1"));
        right.put(member, value);
        refused(member, ADA.call("POST", "/v1/files").json(object(right)));
    }

    static Stream<Arguments> membersOfAFile() {
        return table("""
            name        | null 1 true [] {} "" LONG "\\u0000" "a\\u0000b" "\\ud800" "\\udc00a" "\\udc00\\ud800"
            mimeType    | null 1 true [] {} "" "text" "/" "text/" "/plain" "text/plain/x" "tëxt/plain" "text/plain\\u0000" "text/\\ud800" LONG
            size        | null "1" true [] {} -1 1.5 -0.5 1e400 1e-400 1e1000000 5368709121 9223372036854775807 9223372036854775808 -9223372036854775809 1000000000000000000000000000000
            parentFolderId | 1 true [] {} "" "root" "x" "00000000-0000-4000-8000-00000000000" "00000000-0000-4000-8000-0000000000000" "00000000000040008000000000000000" "0000000g-0000-4000-8000-000000000000" "1-1-1-1-1" "\\u0000" "\\ud800" "{00000000-0000-4000-8000-000000000000}"
            description | 1 true [] {} DESCRIPTION "\\u0000" "a\\udfff"
            checksum    | 1 true [] {} "" "x" UPPER "0123" "\\u0000" "\\ud800"
            tagIds      | 1 true {} "x" "" [1] [null] [[]] ["x"] [""] ["\\u0000"] ["\\ud800"] MANY
            """);
    }

    @ParameterizedTest
    @MethodSource("membersOfAFilePatch")
    void aWrongMemberOfAFilePatch(String member, String value) {
        var body = "{\"%s\": %s}".formatted(member, value);
        refused(member, ADA.call("PATCH", "/v1/files/" + file).json(body));
    }

    static Stream<Arguments> membersOfAFilePatch() {
        return table("""
            name           | null 1 true [] {} "" LONG "\\u0000" "\\ud800"
            description    | 1 true [] {} DESCRIPTION "\\u0000" "\\ud800"
            parentFolderId | 1 true [] {} "" "root" "x" "\\u0000" "\\ud800"
            isFavorite     | null 1 0 "true" "" [] {}
            isPublic       | null 1 0 "true" "" [] {}
            """);
    }

    @ParameterizedTest
    @MethodSource("membersOfAFolder")
    void aWrongMemberOfAFolder(String member, String value) {
        var body = "{\"%s\": %s}".formatted(member, value);
        refused(member, ADA.call("PATCH", "/v1/folders/" + folder).json(body));
        if (!member.equals("isFavorite")) {
            var whole = "{\"name\": \"b\", \"%s\": %s}".formatted(member, value);
            refused(member, ADA.call("POST", "/v1/folders").json(member.equals("name") ? body : whole));
        }
    }

    static Stream<Arguments> membersOfAFolder() {
        return table("""
            name           | null 1 true [] {} "" LONG "/" "a/b" "\\u002f" "\\u0000" "\\ud800"
            description    | 1 true [] {} DESCRIPTION "\\u0000" "\\ud800"
            parentFolderId | 1 true [] {} "" "root" "x" "\\u0000" "\\ud800"
            isFavorite     | null 1 0 "true" "" [] {}
            """);
    }

    @ParameterizedTest
    @MethodSource("membersOfATag")
    void aWrongMemberOfATag(String member, String value) {
        var body = "{\"%s\": %s}".formatted(member, value);
        refused(member, ADA.call("PATCH", "/v1/tags/" + tag).json(body));
        var whole = "{\"name\": \"b\", \"%s\": %s}".formatted(member, value);
        refused(member, ADA.call("POST", "/v1/tags").json(member.equals("name") ? body : whole));
    }

    static Stream<Arguments> membersOfATag() {
        return table("""
            name  | null 1 true [] {} "" LONG "\\u0000" "\\ud800"
            color | 1 true [] {} "" COLOR "\\u0000" "\\ud800"
            """);
    }

    @ParameterizedTest
    @MethodSource("membersOfAShare")
    void aWrongMemberOfAShare(String member, String value) {
        var right = new TreeMap<>(Map.of("fileId", '"' + file + '"'));
        right.put(member, value);
        refused(member, ADA.call("POST", "/v1/shares").json(object(right)));
    }

    static Stream<Arguments> membersOfAShare() {
        return table("""
            fileId       | 1 true [] {} "" "root" "x" "1-1-1-1-1" "\\u0000" "\\ud800"
            password     | 1 true [] {} "" LONG "\\u0000" "a\\u0000" "\\ud800"
            expiresAt    | 1 true [] {} "" "x" "2020-01-01T00:00:00Z" "2099-01-01" "2099-01-01T00:00:00" "2099-01-01T00:00Z" "2099-01-01T00:00:00+01" "2099-01-01T00:00:00+01:00:01" "2099-02-30T00:00:00Z" "+10000-01-01T00:00:00Z" "9999-12-31T23:59:59-01:00" "+999999999-12-31T23:59:59-18:00" "\\u0000" 4102444800
            maxDownloads | "1" true [] {} 0 -0 -1 1.5 1000000001 1e10 1e400 9223372036854775808
            """);
    }

    @Test
    void aShareOfNothingOrOfTwoThings() {
        for (var body : List.of(
                "{}",
                "{\"fileId\": null}",
                "{\"fileId\": null, \"folderId\": null}",
                "{\"fileId\": \"%s\", \"folderId\": \"%s\"}".formatted(file, folder))) {
            refused(
                    List.of("fileId", "folderId"),
                    ADA.call("POST", "/v1/shares").json(body));
        }
        refused("token", ADA.call("POST", "/v1/shares").json("{\"fileId\":\"" + file + "\",\"token\":\"x\"}"));
    }

    @Test
    void aWrongRequestOfWhoeverHasALink() {
        var body = "{\"folderId\": \"%s\"}".formatted(folder);
        for (var token : List.of("x", ADA.post("/v1/shares", body).is(201).text("token"))) {
            var path = "/v1/public/" + token;
            var download = API.call("POST", path + "/download", null);
            for (var id : List.of("", "x", "root", "%00", "1-1-1-1-1")) {
                refused("folderId", API.call("GET", path + "?folderId=" + id, null));
            }
            refused("limit", API.call("GET", path + "?limit=101", null));
            refused("sort", API.call("GET", path + "?sort=size", null));
            refused("cursor", API.call("GET", path + "?cursor=", null));
            refused("x", API.call("GET", path + "?x=1", null));
            for (var password : List.of(
                    "",
                    "x".repeat(129),
                    "UTF-8''",
                    "UTF-8''%",
                    "UTF-8''%00",
                    "utf-8'en'%2",
                    "UTF-8''%C3",
                    "UTF-8''a b")) {
                refused("Share-Password", API.call("GET", path, null).header("share-password", password));
            }
            refused("body", download.json("{"));
            refused("body", download.json("[]"));
            refused("x", download.json("{\"x\": 1}"));
            for (var id : List.of("1", "true", "[]", "{}", "\"\"", "\"x\"", "\"\\u0000\"")) {
                refused("fileId", download.json("{\"fileId\": " + id + "}"));
            }
            for (var password : List.of("1", "true", "[]", "\"\"", "\"\\u0000\"", "\"\\ud800\"")) {
                refused("password", download.json("{\"password\": " + password + "}"));
            }
        }
    }

    /// Settings, and what is in them that no `jsonb` can hold, however deep: the field is the
    /// member of the top level.
    @ParameterizedTest
    @MethodSource("membersOfSettings")
    void aWrongMemberOfSettings(String member, String value) {
        var body = "{\"right\": 1, \"%s\": %s}".formatted(member, value);
        refused(member, ADA.call("PUT", "/v1/settings").json(body));
        refused(member, ADA.call("PATCH", "/v1/settings").json(body));
        refused(member, ADA.call("PATCH", "/v1/settings/apps/app").json(body));
    }

    static Stream<Arguments> membersOfSettings() {
        return table("""
            text   | "\\u0000" "a\\u0000b" "\\ud800" "\\udc00a" "\\udc00\\ud800"
            array  | ["\\u0000"] [[["\\ud800"]]] [1e401]
            object | {"\\u0000":1} {"\\ud800":1} {"a":{"b":["\\u0000"]}} {"a":[{"\\udfff":null}]}
            number | 1e400 -1e400 1e-401 1e1000000 1e-1000000 DIGITS FRACTION
            """);
    }

    @Test
    void aMemberOfSettingsWithANameThatNoTextCanShow() {
        for (var name : List.of("\\u0000", "\\ud800", "a\\udc00")) {
            var call = ADA.call("PATCH", "/v1/settings").json("{\"%s\":1}".formatted(name));
            assertThat(refused(call).list("errors")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("tagsOfAUser")
    void aWrongListOfAUsersTags(String member, String value) {
        var path = "/v1/users/" + ADMIN.id() + "/tags";
        refused(member, ADMIN.call("PUT", path).json("{\"%s\": %s}".formatted(member, value)));
    }

    static Stream<Arguments> tagsOfAUser() {
        return table("""
            tags | null 1 true {} "" "premium" [1] [null] [[]] [{}] [true] [""] ["a",""] ["\\u0000"] ["\\ud800"] [LONG] MANY
            """);
    }

    @Test
    void aUserThatIsCalledByNoText() {
        for (var id : List.of("%00", "a%00b", "%20", "x".repeat(256))) {
            refused("id", ADMIN.call("PUT", "/v1/users/" + id + "/tags").json("{\"tags\": []}"));
        }
    }

    @Test
    void aTagThatNoUserCanHave() {
        for (var tag : List.of("", "%00", "a%00", "x".repeat(101))) {
            refused("tag", ADMIN.call("GET", "/v1/users?tag=" + tag));
        }
    }

    @Test
    void anAppThatIsCalledByNoText() {
        for (var app : List.of("%00", "a%00b", "x".repeat(101), "%F0%9F%98%80".repeat(101))) {
            var path = "/v1/settings/apps/" + app;
            refused("appId", ADA.call("GET", path));
            refused("appId", ADA.call("PATCH", path).json("{}"));
            refused("appId", ADA.call("DELETE", path));
        }
    }

    @ParameterizedTest
    @MethodSource("membersOfAUsage")
    void aWrongMemberOfAUsage(String member, String value) {
        var right = new TreeMap<>(Map.of("amount", "1", "description", "\"d\""));
        right.put(member, value);
        refused(member, keyed(ADA, "/v1/credits/usage").json(object(right)));
    }

    static Stream<Arguments> membersOfAUsage() {
        return table("""
            amount          | null "1" true [] {} 0 -0 -1 1.5 0.5 1e-1 9007199254740992 9007199254740991.5 9223372036854775807 9223372036854775808 -9223372036854775809 1e16 1e400 1e-400 1e1000000 1e2147483647 1e-2147483647 -1e2147483647
            description     | null 1 true [] {} DESCRIPTION "\\u0000" "a\\udfff"
            appId           | 1 true [] {} "" APP_ID "\\u0000" "\\ud800"
            metadata        | 1 true "x" "{}" [] [{}] METADATA {"a":"\\u0000"} {"\\u0000":1} {"a":[{"b":["\\ud800"]}]} {"a":{"\\udc00":null}} {"a":[[1,[1e401]]]} {"a":-1e401} {"a":1e-401} {"a":0e401} {"a":NINES} {"a":0.NINES} {"a":1e2147483647} {"a":-1e2147483646} {"a":1e-2147483647} {"a":0e2147483647}
            expectedVersion | "1" true [] {} -1 1.5 9007199254740992 1e400 1e2147483647
            """);
    }

    @ParameterizedTest
    @MethodSource("membersOfAGrant")
    void aWrongMemberOfAGrant(String member, String value) {
        var right = new TreeMap<>(
                Map.of("userId", "\"a\"", "type", "\"adjustment\"", "amount", "1", "description", "\"d\""));
        right.put(member, value);
        refused(member, keyed(ADMIN, "/v1/credits/grants").json(object(right)));
    }

    static Stream<Arguments> membersOfAGrant() {
        return table("""
            userId          | null 1 true [] {} "" "\\u0020" "\\t\\n" USER_ID "\\u0000" "a\\u0000" "\\ud800"
            type            | null 1 true [] {} "" "x" "usage" "refund" "PURCHASE" "bonus," "\\u0000"
            amount          | null "1" true [] {} 0 0.0 0e9 -1.5 9007199254740992 -9007199254740992 -9223372036854775808 -9223372036854775809 1e400 -1e2147483647
            description     | null 1 true [] {} DESCRIPTION "\\u0000" "a\\udfff"
            metadata        | 1 true "x" [] METADATA {"a":["\\u0000"]} {"a":1e401}
            expectedVersion | "1" true [] {} -1 1.5 9007199254740992
            """);
    }

    @ParameterizedTest
    @MethodSource("membersOfARefund")
    void aWrongMemberOfARefund(String member, String value) {
        var right = new TreeMap<>(Map.of("transactionId", '"' + tag + '"', "description", "\"d\""));
        right.put(member, value);
        refused(member, keyed(ADMIN, "/v1/credits/refunds").json(object(right)));
    }

    static Stream<Arguments> membersOfARefund() {
        return table("""
            transactionId | null 1 true [] {} "" "x" "root" "1-1-1-1-1" "\\u0000" "\\ud800"
            amount        | "1" true [] {} 0 -1 1.5 9007199254740992 1e400
            description   | null 1 true [] {} DESCRIPTION "\\u0000" "a\\udfff"
            """);
    }

    @Test
    void aMemberOfCreditsThatIsAnotherOperations() {
        for (var member : List.of("userId", "type", "transactionId", "id", "version", "key")) {
            var body = "{\"amount\": 1, \"description\": \"\", \"%s\": 1}".formatted(member);
            refused(member, keyed(ADA, "/v1/credits/usage").json(body));
        }
        refused(
                List.of("appId", "transactionId"),
                keyed(ADMIN, "/v1/credits/grants").json("""
                    {"userId": "a", "type": "bonus", "amount": 1, "description": "",
                     "appId": "a", "transactionId": "b"}
                    """));
        refused(
                List.of("metadata", "expectedVersion", "userId"),
                keyed(ADMIN, "/v1/credits/refunds").json("""
                    {"transactionId": "%s", "description": "",
                     "metadata": {}, "expectedVersion": 1, "userId": "a"}
                    """.formatted(tag)));
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        var call = ADA.call("POST", "/v1/files?onConflict=x&y=1")
                .json("{\"name\": \"\", \"size\": -1, \"colour\": \"red\"}");
        refused(List.of("name", "mimeType", "size", "onConflict", "y", "colour"), call);
    }

    @Test
    void aMemberThatNobodyKnows() {
        for (var member : List.of("colour", "Name", "", "id", "userId", "user_id", "upload")) {
            var more = "\"%s\": 1}".formatted(member);
            refused(member, ADA.call("POST", "/v1/tags").json("{\"name\": \"b\", " + more));
            refused(member, ADA.call("POST", "/v1/folders").json("{\"name\": \"b\", " + more));
            refused(member, ADA.call("PATCH", "/v1/files/" + file).json("{" + more));
            refused(member, ADA.call("PATCH", "/v1/folders/" + folder).json("{" + more));
            refused(member, ADA.call("PATCH", "/v1/tags/" + tag).json("{" + more));
        }
    }

    @Test
    void aMemberNameThatNoTextCanShow() {
        for (var name : List.of("\\u0000", "\\ud800", "a\\udc00", "\\u001b[2J")) {
            var call = ADA.call("POST", "/v1/tags").json("{\"name\":\"b\",\"%s\":1}".formatted(name));
            assertThat(refused(call).list("errors")).hasSize(1);
        }
    }

    @Test
    void anAnswerToThousandsOfWrongFieldsIsStillShort() {
        var members =
                IntStream.range(0, 100_000).mapToObj(i -> "\"" + i + "\":0").collect(Collectors.joining(",", "{", "}"));
        var response = refused(ADA.call("PATCH", "/v1/tags/" + tag).json(members));
        assertThat(response.list("errors")).hasSizeBetween(1, 100);
        var longName = "n".repeat(40_000);
        var other = ADA.call("PATCH", "/v1/tags/" + tag).json("{\"" + longName + "\": 1}");
        assertThat(refused(other).text("detail")).hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/files",
                "/v1/folders",
                "/v1/tags",
                "/v1/folders/root/children",
                "/v1/users",
                "/v1/shares",
                "/v1/trash",
                "/v1/credits/transactions"
            })
    void aWrongPageOfAnyList(String list) {
        for (var limit : List.of(
                "0",
                "-1",
                "101",
                "abc",
                "1.5",
                "",
                "99999999999999",
                "%2B1",
                "01",
                "%D9%A1", // an Arabic 1
                "1e1",
                "0x1",
                "%20",
                "1,2",
                "%00",
                "1%00",
                "null")) {
            refused("limit", ADMIN.call("GET", list + "?limit=" + limit));
        }
        for (var page : List.of("0", "-1", "abc", "1.5", "", "99999999999999", "%00", "100001")) {
            refused("page", ADMIN.call("GET", list + "?page=" + page));
        }
        refused("limit", ADMIN.call("GET", list + "?limit=1&limit=2"));
        for (var sort : List.of("", "x", "created_at", "NAME", "name,size", "id", "name%00", "name;--")) {
            refused("sort", ADMIN.call("GET", list + "?sort=" + sort));
        }
        for (var order : List.of("", "x", "ASC", "asc,desc", "asc%00")) {
            refused("order", ADMIN.call("GET", list + "?order=" + order));
        }
        for (var unknown : List.of("x", "offset", "Limit", "user", "%00", "")) {
            refused(URLDecoder.decode(unknown, StandardCharsets.UTF_8), ADMIN.call("GET", list + "?" + unknown + "=1"));
        }
    }

    @Test
    void aSortThatAListDoesNotHave() {
        for (var list : List.of("/v1/folders", "/v1/tags", "/v1/folders/root/children", "/v1/users")) {
            refused("sort", ADMIN.call("GET", list + "?sort=size"));
        }
        refused("sort", ADMIN.call("GET", "/v1/users?sort=name"));
        for (var sort : List.of("createdAt", "deletedAt")) {
            refused("sort", ADA.call("GET", "/v1/trash?sort=" + sort));
        }
        for (var sort : List.of("name", "size", "updatedAt", "amount")) {
            refused("sort", ADA.call("GET", "/v1/credits/transactions?sort=" + sort));
            refused("sort", ADA.call("GET", "/v1/shares?sort=" + sort));
        }
    }

    @Test
    void aWrongFilter() {
        for (var id : List.of("", "x", "ROOT", "null", "%00", "1-1-1-1-1")) {
            refused("parentFolderId", ADA.call("GET", "/v1/files?parentFolderId=" + id));
            refused("parentFolderId", ADA.call("GET", "/v1/folders?parentFolderId=" + id));
            refused("tagId", ADA.call("GET", "/v1/files?tagId=" + id));
            refused("fileId", ADA.call("GET", "/v1/shares?fileId=" + id));
            refused("folderId", ADA.call("GET", "/v1/shares?folderId=" + id));
        }
        refused("tagId", ADA.call("GET", "/v1/files?tagId=root"));
        refused("tagId", ADA.call("GET", "/v1/files?tagId=" + tag + "&tagId=" + tag));
        for (var flag : List.of("", "1", "TRUE", "yes", "true%00")) {
            refused("isFavorite", ADA.call("GET", "/v1/files?isFavorite=" + flag));
            refused("isFavorite", ADA.call("GET", "/v1/folders?isFavorite=" + flag));
        }
        for (var type : List.of("", "text", "text/plain%00", "%00")) {
            refused("mimeType", ADA.call("GET", "/v1/files?mimeType=" + type));
        }
        for (var type : List.of("", "x", "USAGE", "usage,bonus", "usage%00", "%00")) {
            refused("type", ADA.call("GET", "/v1/credits/transactions?type=" + type));
        }
        refused("type", ADA.call("GET", "/v1/credits/transactions?type=usage&type=usage"));
    }

    @Test
    void aWrongSearch() {
        refused("q", ADA.call("GET", "/v1/search"));
        for (var q : List.of("", "%20", "+%09%0A", "%E2%80%83", "%00", "a%00", "x".repeat(501))) {
            refused("q", ADA.call("GET", "/v1/search?q=" + q));
        }
        for (var type : List.of("", "x", "FILE", "files", "file,folder", "file%00")) {
            refused("type", ADA.call("GET", "/v1/search?q=a&type=" + type));
        }
        for (var id : List.of("", "x", "root", "null", "%00", "1-1-1-1-1")) {
            refused("inFolder", ADA.call("GET", "/v1/search?q=a&inFolder=" + id));
            refused("tagId", ADA.call("GET", "/v1/search?q=a&tagId=" + id));
        }
        for (var type : List.of("", "text", "text/plain%00")) {
            refused("mimeType", ADA.call("GET", "/v1/search?q=a&mimeType=" + type));
        }
        for (var limit : List.of("0", "-1", "101", "abc", "1.5", "", "%00")) {
            refused("limit", ADA.call("GET", "/v1/search?q=a&limit=" + limit));
        }
        for (var page : List.of("0", "-1", "abc", "", "100001")) {
            refused("page", ADA.call("GET", "/v1/search?q=a&page=" + page));
        }
        // Its order is its rank.
        refused("sort", ADA.call("GET", "/v1/search?q=a&sort=name"));
        refused("order", ADA.call("GET", "/v1/search?q=a&order=asc"));
        refused("x", ADA.call("GET", "/v1/search?q=a&x=1"));
        refused(List.of("q", "type"), ADA.call("GET", "/v1/search?type=x"));
    }

    @Test
    void aForgedCursorOfASearch() {
        ADA.file("forged 1");
        ADA.file("forged 2");
        var path = "/v1/search?q=forged&limit=1";
        var genuine = decoded(ADA.get(path).text("nextCursor")).split("\n", 4);
        for (var position : List.of(
                List.of("\0", genuine[2], genuine[3]),
                List.of("2", "x", genuine[3]),
                List.of("2", genuine[2], "x"),
                List.of("2", genuine[2], ""))) {
            var forged = genuine[0] + "\n" + String.join("\n", position);
            refused("cursor", ADA.call("GET", path + "&cursor=" + encoded(forged)));
        }
        for (var rank : List.of("", "0", "9", "x", "22", "-1", "\uD83D\uDE00")) {
            var forged = String.join("\n", genuine[0], rank, genuine[2], genuine[3]);
            refused("cursor", ADA.call("GET", path + "&cursor=" + encoded(forged)));
        }
    }

    @Test
    void aParameterThatNobodyKnows() {
        refused("x", ADA.call("GET", "/v1/files/" + file + "?x=1"));
        refused("x", ADA.call("PATCH", "/v1/files/" + file + "?x=1").json("{}"));
        refused("x", ADA.call("DELETE", "/v1/files/" + file + "?x=1"));
        refused("x", ADA.call("PUT", "/v1/files/" + file + "/tags/" + tag + "?x=1"));
        refused("onConflict", ADA.call("POST", "/v1/tags?onConflict=rename").json("{\"name\":\"b\"}"));
        for (var path : List.of("/v1/settings?x=1", "/v1/settings/apps/app?x=1")) {
            refused("x", ADA.call("GET", path));
            refused("x", ADA.call("PATCH", path).json("{}"));
        }
        refused("x", ADA.call("PUT", "/v1/settings?x=1").json("{}"));
        refused("x", ADA.call("DELETE", "/v1/settings/apps/app?x=1"));
        refused("x", ADA.call("GET", "/v1/me?x=1"));
        refused("x", ADMIN.call("PUT", "/v1/users/a/tags?x=1").json("{\"tags\": []}"));
        refused("x", ADA.call("GET", "/v1/credits/balance?x=1"));
        refused("x", keyed(ADA, "/v1/credits/usage?x=1").json("{\"amount\":1,\"description\":\"\"}"));
        refused("x", API.call("GET", "/v1/health?x=1", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "RENAME", "fail,rename", "rename%00", "replace"})
    void aWrongOnConflict(String word) {
        refused(
                "onConflict",
                ADA.call("POST", "/v1/files?onConflict=" + word)
                        .json("{\"name\":\"b\",\"mimeType\":\"a/b\",\"size\":1}"));
        refused("onConflict", ADA.call("POST", "/v1/folders?onConflict=" + word).json("{\"name\":\"b\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1",
                "%00",
                "%20",
                "..",
                "1-1-1-1-1",
                "00000000-0000-4000-8000-00000000000",
                "00000000-0000-4000-8000-0000000000000",
                "00000000-0000-4000-8000-00000000000g",
                "00000000-0000-4000-8000-00000000000%00",
                "00000000000040008000000000000000",
                "%F0%9F%98%80"
            })
    void aMalformedIdInThePath(String id) {
        refused("id", ADA.call("GET", "/v1/files/" + id));
        refused("id", ADA.call("PATCH", "/v1/files/" + id).json("{}"));
        refused("id", ADA.call("DELETE", "/v1/files/" + id));
        refused("id", ADA.call("PUT", "/v1/files/" + id + "/tags/" + tag));
        refused("tagId", ADA.call("PUT", "/v1/files/" + file + "/tags/" + id));
        refused(List.of("id", "tagId"), ADA.call("DELETE", "/v1/files/" + id + "/tags/" + id));
        refused("id", ADA.call("GET", "/v1/folders/" + id));
        refused("id", ADA.call("GET", "/v1/folders/" + id + "/children"));
        refused("id", ADA.call("PATCH", "/v1/folders/" + id).json("{}"));
        refused("id", ADA.call("DELETE", "/v1/folders/" + id));
        refused("id", ADA.call("PATCH", "/v1/tags/" + id).json("{}"));
        refused("id", ADA.call("DELETE", "/v1/tags/" + id));
        refused("id", ADA.call("DELETE", "/v1/shares/" + id));
        refused("id", ADA.call("DELETE", "/v1/trash/" + id));
        refused("id", ADA.call("POST", "/v1/trash/" + id + "/restore"));
    }

    @Test
    void aPageBesideACursor() {
        ADA.file("second");
        var cursor = ADA.get("/v1/files?limit=1").text("nextCursor");
        refused("page", ADA.call("GET", "/v1/files?page=1&cursor=" + cursor));
    }

    @Test
    void aCursorThatIsNone() {
        for (var cursor : List.of(
                "",
                "x",
                "%00",
                "null",
                "1",
                "!!!!",
                "AAAA",
                "e30",
                "YQpiCmMKZA",
                "=".repeat(9),
                "A".repeat(5_000),
                "%F0%9F%98%80",
                Call.encode("\n\n\n"))) {
            refused("cursor", ADA.call("GET", "/v1/files?cursor=" + cursor));
            refused("cursor", ADA.call("GET", "/v1/folders/root/children?cursor=" + cursor));
        }
    }

    /// With the fingerprint of its list, so of the right shape: the kind of the item, its id and
    /// its sort value.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "createdAt | ID | x",
                "createdAt | ID | 5",
                "createdAt | ID | 2026-01-01",
                "createdAt | ID | 2026-13-01T00:00:00Z",
                "createdAt | ID | +1000000000-01-01T00:00:00Z",
                "createdAt | ID | +999999999-01-01T00:00:00Z",
                "createdAt | ID | +294277-01-01T00:00:00Z",
                "createdAt | ID | -999999999-01-01T00:00:00Z",
                "createdAt | ID | -4714-01-01T00:00:00Z",
                "createdAt | ID | 2026-01-01T00:00:00ZNUL",
                "createdAt | x | 2026-01-01T00:00:00Z",
                "createdAt | NUL | 2026-01-01T00:00:00Z",
                "size | ID | 2026-01-01T00:00:00Z",
                "size | ID | 1.5",
                "size | ID | 9223372036854775808",
                "size | ID | NUL",
                "size | ID | +5",
                "size | ID | \u0665",
                "createdAt | ID | 2026-01-01T00:00:00.0Z",
                "name | 1-1-1-1-1 | a",
                "name | ID | aNULb",
                "name | x | a",
                "name | IDNUL | a"
            })
    void aForgedCursor(String sort, String id, String value) {
        ADA.file("forged-" + UUID.randomUUID());
        var path = "/v1/files?limit=1&sort=" + sort;
        var genuine = decoded(ADA.get(path).text("nextCursor")).split("\n", 4);
        var position = List.of(genuine[0], "", id.replace("ID", genuine[2]), value);
        var forged = encoded(String.join("\n", position).replace("NUL", "\0"));
        refused("cursor", ADA.call("GET", path + "&cursor=" + forged));
    }

    @Test
    void aForgedCursorOfChildren() {
        ADA.folder("c1");
        ADA.folder("c2");
        var path = "/v1/folders/root/children?limit=1&sort=name";
        var genuine = decoded(ADA.get(path).text("nextCursor")).split("\n", 4);
        for (var group : List.of("\0", "fol\0der")) {
            var forged = String.join("\n", genuine[0], group, genuine[2], genuine[3]);
            refused("cursor", ADA.call("GET", path + "&cursor=" + encoded(forged)));
        }
    }

    @Test
    void aLongIfMatch() {
        var path = "/v1/files/" + file;
        var patch = ADA.call("PATCH", path).json("{}");
        API.send(patch.header("if-match", "\"\",".repeat(20_000) + "\"\"")).isProblem(412, "PRECONDITION_FAILED");
        refused("If-Match", patch.header("if-match", "\"\",".repeat(20_000)));
        refused("If-Match", patch.header("if-match", "\"".repeat(20_000)));
        refused("If-Match", patch.header("if-match", "\"\u0000\""));
    }

    @Test
    void aBodyOverOneMebibyteIsTooLarge() {
        var fits = "{\"name\": \"fits\"}";
        var exact = fits + " ".repeat((1 << 20) - fits.length());
        var over = "{\"name\": \"over\"}" + " ".repeat((1 << 20) - fits.length() + 1);
        var post = ADA.call("POST", "/v1/tags");
        var before = API.rowCounts();
        API.send(post.json(over)).isProblem(413, "PAYLOAD_TOO_LARGE");
        API.send(post.base64("application/json", utf8(over))).isProblem(413, "PAYLOAD_TOO_LARGE");
        API.send(post.json("{\"name\": \"" + "é".repeat(1 << 19) + "\"}")).isProblem(413, "PAYLOAD_TOO_LARGE");
        assertThat(API.rowCounts()).isEqualTo(before);
        API.send(post.json(exact)).is(201);
        API.send(post.base64("application/json", utf8(exact.replace("fits", "FIT2"))))
                .is(201);
    }

    private static void refused(String field, Call call) {
        refused(List.of(field), call);
    }

    private static void refused(List<String> fields, Call call) {
        refused(call).names(fields.toArray(String[]::new));
    }

    private static ApiResponse refused(Call call) {
        var before = API.rowCounts();
        var response = API.send(call).isProblem(400, "VALIDATION_FAILED");
        assertThat(API.rowCounts()).isEqualTo(before);
        return response;
    }

    private static Stream<Arguments> table(String text) {
        return text.lines().flatMap(line -> {
            var parts = line.split("\\|", 2);
            return Stream.of(parts[1].strip().split(" (?=[^ ])"))
                    .map(value -> Arguments.of(parts[0].strip(), wordOrJson(value)));
        });
    }

    private static String wordOrJson(String value) {
        return switch (value) {
            case "[LONG]" -> "[\"" + "x".repeat(101) + "\"]";
            case "LONG" -> '"' + LONG_NAME + '"';
            case "DESCRIPTION" -> '"' + "x".repeat(5_001) + '"';
            case "APP_ID" -> '"' + "x".repeat(101) + '"';
            case "USER_ID" -> '"' + "x".repeat(256) + '"';
            case "METADATA" -> "{\"a\":\"" + "x".repeat(8 << 10) + "\"}";
            case "COLOR" -> '"' + "x".repeat(51) + '"';
            case "UPPER" -> '"' + "ABCDEF01".repeat(8) + '"';
            case "DIGITS" -> "9".repeat(401);
            case "FRACTION" -> "0." + "9".repeat(401);
            case "MANY" ->
                IntStream.rangeClosed(1, 101)
                        .mapToObj(i -> "\"" + UUID.randomUUID() + "\"")
                        .toList()
                        .toString();
            default -> value.replace("NINES", "9".repeat(401));
        };
    }

    /// Refused, a request leaves its key as it was.
    private static Call keyed(Api.User user, String path) {
        return user.call("POST", path).header("idempotency-key", "k");
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"%s\": %s".formatted(member.getKey(), member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String decoded(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }

    private static String encoded(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(position));
    }
}
