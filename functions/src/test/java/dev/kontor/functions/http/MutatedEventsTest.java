package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.template.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Events as API Gateway sends none: with parts that are missing, null, of another type, or nonsense. An
/// operation answers all of them, and never with a fault of ours. `-Dkontor.events.seed=…` repeats a run.
@Tag("slow")
final class MutatedEventsTest {

    private static final long SEED =
            Long.getLong("kontor.events.seed", System.currentTimeMillis() / Repetitions.of(86_400_000, 1));

    private static final int EVENTS = Repetitions.of(3_000, 100_000);
    private static final int MUTATIONS_MAX = 3;

    /// Deeper than API Gateway nests anything, and less deep than a body of JSON may be.
    private static final int NESTING = 40;

    private static final Api API = Api.open();

    private static final List<@Nullable Object> NONSENSE = nonsense();

    private final Random random = new Random(SEED);

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void everyEventIsAnsweredAndNoneByAFaultOfOurs() {
        var ada = API.newUser();
        var folder = ada.folder("a");
        var ids = List.of(
                folder, ada.file("a", folder), ada.tag("a"), API.newUser().file("another's"));
        var seen = new HashMap<Integer, Integer>();
        for (var i = 0; i < EVENTS; i++) {
            var route = Api.ROUTES.get(random.nextInt(Api.ROUTES.size()));
            var event = mutated(event(route, ada, ids));
            var response = API.invoke(route.function().handler(), event);
            assertThat(response.status())
                    .as("seed %d, event %d of %s: %s answers %s", SEED, i, route, event, response)
                    .isBetween(200, 499);
            seen.merge(response.status(), 1, Integer::sum);
        }
        // If all events were refused for one reason, this would show nothing.
        assertThat(seen).containsKeys(200, 201, 204, 400, 401, 404);
    }

    private Map<String, @Nullable Object> event(Route route, Api.User user, List<String> ids) {
        var parameters = new LinkedHashMap<String, Object>();
        for (var part : route.path().toString().split("/", -1)) {
            if (part.startsWith("{")) {
                var name = part.substring(1, part.length() - 1);
                parameters.put(name, name.equals("version") ? "1" : ids.get(random.nextInt(ids.size())));
            }
        }
        var headers = new LinkedHashMap<String, Object>(Map.of("content-type", "application/json"));
        if (random.nextBoolean()) {
            headers.put("idempotency-key", "key-" + random.nextInt(1_000_000));
        }
        var authorizer = Map.of("userId", user.id(), "email", "ada@example.com", "role", "user,admin");
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("version", "2.0");
        event.put("routeKey", route.key());
        event.put("rawPath", route.path().toString());
        event.put("headers", headers);
        event.put("queryStringParameters", new LinkedHashMap<>(Map.of(oneOf("q", "limit", "sort", "tagId"), "name")));
        event.put("pathParameters", parameters);
        event.put(
                "requestContext",
                new LinkedHashMap<>(Map.of(
                        "domainName",
                        "api.example.com",
                        "http",
                        new LinkedHashMap<>(Map.of("method", route.method())),
                        "authorizer",
                        new LinkedHashMap<>(Map.of("lambda", new LinkedHashMap<>(authorizer))))));
        event.put("body", body(ids));
        event.put("isBase64Encoded", random.nextInt(10) == 0);
        if (random.nextInt(3) > 0 && !route.path().toString().contains("search")) {
            event.remove("queryStringParameters");
        }
        return event;
    }

    private String body(List<String> ids) {
        return switch (random.nextInt(5)) {
            case 0 -> "{}";
            case 1 -> "{\"name\": \"n%d\"}".formatted(random.nextInt());
            case 2 -> "{\"name\": \"n%d\", \"mimeType\": \"a/b\", \"size\": 1}".formatted(random.nextInt());
            case 3 -> "{\"amount\": 1, \"description\": \"d\"}";
            default -> "{\"fileId\": \"%s\"}".formatted(ids.get(1));
        };
    }

    /// The event with some of its parts changed, as JSON.
    private String mutated(Map<String, @Nullable Object> event) {
        for (var i = random.nextInt(MUTATIONS_MAX + 1); i > 0; i--) {
            mutate(event);
        }
        return Lambda.json(event);
    }

    @SuppressWarnings("unchecked") // this test made the maps
    private void mutate(Map<String, @Nullable Object> object) {
        var names = new ArrayList<>(object.keySet());
        names.remove("domainName"); // API Gateway's own: the links in responses begin with it
        if (names.isEmpty()) {
            object.put(text(), oneNonsense());
            return;
        }
        var name = names.get(random.nextInt(names.size()));
        if (object.get(name) instanceof LinkedHashMap<?, ?> part && random.nextInt(4) > 0) {
            mutate((Map<String, @Nullable Object>) part);
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.put(name, null);
            case 2 -> object.put(text(), oneNonsense());
            case 3 -> object.put(name.toUpperCase(Locale.ROOT), object.remove(name));
            case 4 -> object.put(name, String.valueOf(object.get(name)) + text());
            default -> object.put(name, oneNonsense());
        }
    }

    private @Nullable Object oneNonsense() {
        return NONSENSE.get(random.nextInt(NONSENSE.size()));
    }

    private String text() {
        return oneNonsense() instanceof String text ? text : "x";
    }

    private String oneOf(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static List<@Nullable Object> nonsense() {
        var deep = new ArrayList<Object>();
        for (var i = 0; i < NESTING; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        var all = new ArrayList<@Nullable Object>(List.of(
                "",
                " ",
                "\0",
                "\uFFFF",
                "\uD800",
                "\r\nx: y",
                "%",
                "%zz",
                "{",
                "[]",
                "null",
                "=?utf-8?q?x?=",
                "a,b",
                ";",
                "\"",
                "x".repeat(10_000),
                "\u202E",
                "0x10"));
        all.addAll(List.of(
                "-1", "1e400", 0, -1, 1.5, Long.MAX_VALUE, true, false, List.of(), List.of("a", 1), Map.of(), deep));
        all.add(Map.of("a", Map.of("b", List.of(1))));
        all.add(null);
        return all;
    }
}
