package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.Call;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.template.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever comes in, what goes out is a status that docs/api.md lists.
@Tag("slow")
class FuzzTest {

    private static final long SEED = 20_260_101;
    private static final int CALLS = Repetitions.of(3_000, 5_000);
    private static final Set<Integer> STATUSES =
            Set.of(200, 201, 202, 204, 400, 402, 403, 404, 409, 412, 413, 415, 422, 429);

    private static final Api API = Api.open();

    private final Random random = new Random(SEED);
    private final Api.User ada = API.newUser();
    private final List<String> ids = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void noRequestGetsAStatusThatTheContractDoesNotHave() {
        ids.add(ada.folder("a"));
        ids.add(ada.folder("b", ids.getFirst()));
        ids.add(ada.file("a"));
        ids.add(ada.tag("a"));
        ids.add(API.newUser().file("another's"));
        tokens.add(ada.post("/v1/shares", "{\"folderId\": \"%s\"}".formatted(ids.getFirst()))
                .is(201)
                .text("token"));
        ada.get("/v1/me").is(200);
        var seen = new TreeMap<Integer, Integer>();
        for (var i = 0; i < CALLS; i++) {
            var call = call();
            var response = API.send(call);
            assertThat(response.status())
                    .as("seed %d, call %d: %s: %s", SEED, i, call, response)
                    .isIn(STATUSES);
            if (response.headers().containsKey("Location")) {
                ids.add(response.header("Location").replaceFirst(".*/", ""));
                if (response.object().get("token") instanceof String token) {
                    tokens.add(token);
                }
            } else if (response.status() == 201 && response.object().containsKey("transaction")) {
                ids.add((String) response.object("transaction").get("id"));
            }
            seen.merge(response.status(), 1, Integer::sum);
        }
        // A fuzz whose requests are all refused for one reason would show nothing.
        assertThat(seen).containsKeys(200, 201, 204, 400, 402, 403, 404, 409, 412, 422);
    }

    private Call call() {
        var route = oneOf(Api.ROUTES);
        var path = new StringBuilder();
        for (var part : route.path().toString().substring(1).split("/", -1)) {
            path.append('/').append(part.startsWith("{") ? Call.encodeSegment(pathValue(route, part)) : part);
        }
        for (var i = random.nextInt(-2, 3); i > 0; i--) {
            path.append(path.indexOf("?") < 0 ? '?' : '&')
                    .append(Call.encode(oneOf(PARAMETERS)))
                    .append('=')
                    .append(Call.encode(queryValue()));
        }
        var user = random.nextBoolean() ? ada : ada.withRole("user,admin");
        var call = user.call(route.method(), path.toString());
        if (random.nextInt(4) == 0) {
            call = call.header("if-match", oneOf(IF_MATCHES));
        }
        if (route.method().equals("POST") && random.nextInt(3) > 0) {
            call = call.header("idempotency-key", oneOf(KEYS));
        }
        if (random.nextInt(20) == 0) {
            return call;
        }
        var body = random.nextInt(15) == 0 ? broken(body(route)) : body(route);
        return switch (random.nextInt(8)) {
            case 0 -> call.base64(oneOf(CONTENT_TYPES), body.getBytes(StandardCharsets.UTF_8));
            case 1 -> call.body(oneOf(CONTENT_TYPES), body);
            default -> call.json(body);
        };
    }

    private static final List<String> PARAMETERS = List.of(
            "page",
            "limit",
            "cursor",
            "sort",
            "order",
            "parentFolderId",
            "tagId",
            "fileId",
            "folderId",
            "isFavorite",
            "mimeType",
            "tag",
            "q",
            "type",
            "inFolder",
            "onConflict",
            "onConflict",
            "version",
            "limit",
            "sort",
            "x");

    private static final List<String> MEMBERS = List.of(
            "name",
            "name",
            "name",
            "mimeType",
            "size",
            "parentFolderId",
            "description",
            "checksum",
            "tagIds",
            "isFavorite",
            "isPublic",
            "color",
            "fileId",
            "folderId",
            "expiresAt",
            "maxDownloads",
            "x");

    private static final Map<String, List<String>> REQUIRED = Map.of(
            "POST /v1/files", List.of("name", "mimeType", "size"),
            "POST /v1/files/{id}/versions", List.of("size"),
            "POST /v1/folders", List.of("name"),
            "POST /v1/tags", List.of("name"),
            "POST /v1/shares", List.of("fileId", "maxDownloads"),
            "POST /v1/credits/usage", List.of("amount", "description"),
            "POST /v1/credits/grants", List.of("userId", "type", "amount", "description"),
            "POST /v1/credits/refunds", List.of("transactionId", "amount", "description"),
            "PUT /v1/users/{id}/tags", List.of("tags"));

    private static final List<String> KEYS =
            IntStream.range(0, 20).mapToObj(i -> i == 0 ? "no key" : "key-" + i).toList();

    private static final List<String> IF_MATCHES =
            List.of("*", "\"a\"", "\"zzzzzzzzzzz\"", "W/\"a\"", "\"a\", \"b\"", "x", "", "\"\u00e9\"");

    private static final List<String> CONTENT_TYPES =
            List.of("application/json", "application/merge-patch+json", "application/json;a=b", "text/x");

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "b",
            "A",
            "a/b",
            "root",
            "name",
            "size",
            "createdAt",
            "asc",
            "desc",
            "true",
            "false",
            "rename",
            "fail",
            "file",
            "folder",
            "0",
            "1",
            "2",
            "-1",
            "100",
            "101",
            "1.5",
            "99999999999",
            "text/plain",
            "image/png",
            "\u0000",
            "a\u0000",
            "\uD83D\uDE00",
            "e\u0301",
            "%",
            "_",
            "\\",
            "'",
            "\"",
            "0123456789abcdef".repeat(4),
            "x".repeat(500),
            "x".repeat(501),
            "null",
            "\n",
            " ");

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "5",
            "-1",
            "1.5",
            "1e3",
            "1e400",
            "1E-5",
            "9223372036854775807",
            "9223372036854775808",
            "1" + "0".repeat(30),
            "-0",
            "1.0",
            "1e99999999999");

    private static final List<String> ESCAPES =
            List.of("\\u0000", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\n", "\\/", "\\u00e9");

    private String pathValue(Route route, String parameter) {
        if (parameter.equals("{version}")) {
            return oneOf(List.of("0", "1", "2", "x"));
        }
        if (route.path().toString().startsWith("/v1/users/") && random.nextBoolean()) {
            return ada.id();
        }
        if (route.path().toString().startsWith("/v1/public/") && random.nextInt(4) > 0) {
            return oneOf(tokens);
        }
        return random.nextInt(6) == 0 ? oneOf(TEXTS).replace("/", "").concat("x") : id();
    }

    private String queryValue() {
        return random.nextInt(3) == 0 ? id() : oneOf(TEXTS);
    }

    private String id() {
        return oneOf(ids);
    }

    /// Mostly a value that the operation needs, and sometimes anything.
    private String body(Route route) {
        var required = REQUIRED.getOrDefault(route.toString(), requiredOfMany(route.toString()));
        return required.isEmpty() || random.nextInt(4) == 0
                ? object(0)
                : required.stream()
                        .map(member -> "\"" + member + "\":" + fitting(member))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> requiredOfMany(String route) {
        if (!route.startsWith("POST /v1/items/")) {
            return List.of();
        }
        return route.endsWith("tag") ? List.of("items", "tagId") : List.of("items");
    }

    private String object(int depth) {
        var object = new StringBuilder("{");
        for (var i = random.nextInt(6); i > 0; i--) {
            var member = oneOf(MEMBERS);
            if (object.indexOf('"' + member + '"') < 0) {
                object.append(object.length() == 1 ? "" : ",")
                        .append('"' + member + "\":")
                        .append(random.nextInt(4) == 0 ? value(depth) : fitting(member));
            }
        }
        return object.append('}').toString();
    }

    /// A value that the member may well have, so that some requests get through.
    private String fitting(String member) {
        return switch (member) {
            case "name", "description", "color" -> '"' + oneOf(List.of("a", "b", "c", "d")) + '"';
            case "mimeType" -> "\"text/plain\"";
            case "size" -> Integer.toString(random.nextInt(1_000));
            case "parentFolderId" -> random.nextBoolean() ? "null" : '"' + id() + '"';
            case "amount" -> oneOf(List.of("1", "5", "1000", "-1000", "9007199254740991"));
            case "userId" -> Lambda.json(ada.id());
            case "type" -> oneOf(List.of("\"bonus\"", "\"purchase\"", "\"adjustment\""));
            case "transactionId" -> '"' + id() + '"';
            case "tags" -> "[" + Lambda.json(oneOf(TEXTS)) + "]";
            case "tagIds" -> "[\"" + id() + "\"]";
            case "isFavorite", "isPublic" -> "true";
            case "items" -> "[{\"type\":\"%s\",\"id\":\"%s\"}]".formatted(oneOf(List.of("file", "folder")), id());
            case "fileId", "folderId", "tagId" -> '"' + id() + '"';
            case "maxDownloads" -> Integer.toString(random.nextInt(1, 5));
            case "expiresAt" -> oneOf(List.of("null", "\"2099-01-01T00:00:00Z\""));
            default -> value(1);
        };
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 3 ? 7 : 9)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> oneOf(NUMBERS);
            case 3 -> '"' + oneOf(ESCAPES) + '"';
            case 4, 5 -> Lambda.json(oneOf(TEXTS));
            case 6 -> '"' + id() + '"';
            case 7 -> "[" + value(depth + 1) + "," + value(depth + 1) + "]";
            default -> object(depth + 1);
        };
    }

    private String broken(String json) {
        var at = random.nextInt(json.length());
        return switch (random.nextInt(3)) {
            case 0 -> json.substring(0, at);
            case 1 -> json.substring(0, at) + oneOf(TEXTS) + json.substring(at);
            default -> json + oneOf(TEXTS);
        };
    }

    private <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
