package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiDescription;
import dev.kontor.functions.testing.Call;
import dev.kontor.template.Route;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every place of every route where an id may stand, with an id of another user's. The places come from
/// the template and the description of the API; one that this test does not know fails it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForeignIdsTest {

    private static final Api API = Api.open();

    /// What an operation needs besides the id.
    private static final Map<String, String> BODIES = Map.of(
            "POST /v1/files", "\"name\": \"new\", \"mimeType\": \"text/plain\", \"size\": 1",
            "POST /v1/files/{id}/versions", "\"size\": 1",
            "PATCH /v1/files/{id}", "\"description\": \"new\"",
            "POST /v1/uploads/{uploadId}/parts", "\"partNumbers\": [1]",
            "POST /v1/uploads/{uploadId}/complete", "\"parts\": [{\"partNumber\": 1, \"etag\": \"a\"}]",
            "POST /v1/folders", "\"name\": \"new\"",
            "PATCH /v1/folders/{id}", "\"description\": \"new\"",
            "PATCH /v1/tags/{id}", "\"name\": \"new\"");

    private final Api.User ada = API.newUser();
    private final Api.User bob = API.newUser();
    private Map<String, String> own = Map.of();
    private Map<String, String> foreign = Map.of();

    /// @param in `path`, `query` or `body`
    record Place(Route route, String in, String name, boolean isList) {

        @Override
        public String toString() {
            return route + ", " + name + " in the " + in;
        }
    }

    @BeforeAll
    void eachHasOneOfEverything() {
        own = things(ada);
        foreign = things(bob);
    }

    @AfterAll
    static void close() {
        API.close();
    }

    @ParameterizedTest
    @MethodSource("places")
    void anotherUsersIsNotFound(Place place) throws SQLException {
        var before = everything();
        API.send(call(place)).isProblem(404, "RESOURCE_NOT_FOUND");
        assertThat(everything()).isEqualTo(before);
    }

    static Stream<Place> places() {
        return Api.ROUTES.stream().filter(route -> !isForAdmins(route)).flatMap(route -> placesOf(route).stream());
    }

    /// Admins may name any user; AdminTest shows that nobody else is let in.
    private static boolean isForAdmins(Route route) {
        return List.of(
                        "POST /v1/credits/grants",
                        "POST /v1/credits/refunds",
                        "PATCH /v1/credits/packages/{id}",
                        "DELETE /v1/credits/packages/{id}",
                        "GET /v1/users",
                        "PUT /v1/users/{id}/tags",
                        "GET /v1/users/{id}/quota",
                        "PUT /v1/users/{id}/quota",
                        "DELETE /v1/users/{id}/quota",
                        "DELETE /v1/users/{id}")
                .contains(route.key());
    }

    private static List<Place> placesOf(Route route) {
        var operation = ApiDescription.ofRoute(route.key());
        var places = new ArrayList<Place>();
        for (var parameter : operation.parameters()) {
            if (isId(parameter.get("schema"))) {
                var in = String.valueOf(parameter.get("in"));
                places.add(new Place(route, in, String.valueOf(parameter.get("name")), false));
            }
        }
        operation.body().values().stream().limit(1).forEach(type -> {
            var members = ApiDescription.map(
                    ApiDescription.map(ApiDescription.map(type).get("schema")).get("properties"));
            members.forEach((name, schema) -> {
                if (isId(name, schema) || name.equals("items")) {
                    places.add(new Place(
                            route, "body", name, ApiDescription.map(schema).containsKey("items")));
                }
            });
        });
        return places;
    }

    /// A package is nobody's.
    private static boolean isId(String name, @Nullable Object schema) {
        return !name.equals("packageId") && isId(schema);
    }

    private static boolean isId(@Nullable Object schema) {
        var resolved = ApiDescription.map(schema);
        return "uuid".equals(resolved.get("format"))
                || (resolved.containsKey("items") && isId(resolved.get("items")))
                || Stream.of("anyOf", "oneOf", "allOf")
                        .flatMap(kind -> ApiDescription.list(resolved.get(kind)).stream())
                        .anyMatch(ForeignIdsTest::isId);
    }

    private Call call(Place place) {
        var path = new StringBuilder();
        for (var part : place.route().path().toString().substring(1).split("/", -1)) {
            path.append('/').append(part.startsWith("{") ? segment(place, part.substring(1, part.length() - 1)) : part);
        }
        if (place.in().equals("query")) {
            path.append('?').append(place.name()).append('=').append(id(foreign, place));
            path.append(path.indexOf("/search") > 0 ? "&q=a" : "");
        }
        var call = place.route().isPublic()
                ? API.call(place.route().method(), path.toString(), null)
                : ada.call(place.route().method(), path.toString());
        var members = new ArrayList<String>(listOfItems(place));
        if (BODIES.containsKey(place.route().key())) {
            members.add(BODIES.get(place.route().key()));
        }
        if (place.in().equals("body") && !place.name().equals("items")) {
            var json = place.isList() ? "\"%s\": [\"%s\"]" : "\"%s\": \"%s\"";
            members.add(json.formatted(place.name(), id(foreign, place)));
        }
        return members.isEmpty() ? call : call.json("{" + String.join(", ", members) + "}");
    }

    /// What an operation on many items needs, of which one is foreign.
    private List<String> listOfItems(Place place) {
        var path = place.route().path().toString();
        if (!path.startsWith("/v1/items/")) {
            return List.of();
        }
        var kind = path.endsWith("/restore") ? "trash" : "files";
        var item = "{\"type\": \"file\", \"id\": \"%s\"}";
        var items = new ArrayList<>(List.of(item.formatted(thing(own, kind))));
        if (place.name().equals("items")) {
            items.add(item.formatted(thing(foreign, kind)));
        }
        var needsTag = path.endsWith("tag") && !place.name().equals("tagId");
        var list = "\"items\": [%s]".formatted(String.join(", ", items));
        return needsTag ? List.of(list, "\"tagId\": \"%s\"".formatted(thing(own, "tags"))) : List.of(list);
    }

    private String segment(Place place, String parameter) {
        var isForeign = place.in().equals("path") && place.name().equals(parameter);
        return switch (parameter) {
            case "version" -> "1";
            case "token" -> thing(own, "token");
            default -> id(isForeign ? foreign : own, new Place(place.route(), "path", parameter, false));
        };
    }

    /// An id of the kind that belongs there.
    private static String id(Map<String, String> things, Place place) {
        var kind = switch (place.name()) {
            case "id" -> kindOfPath(place.route().path().toString());
            case "tagId", "tagIds" -> "tags";
            case "parentFolderId", "folderId", "inFolder" -> "folders";
            case "fileId" -> "files";
            case "uploadId" -> "uploads";
            default -> throw new AssertionError("no test knows what " + place + " is an id of");
        };
        return thing(things, kind);
    }

    /// The segment before `{id}`.
    private static String kindOfPath(String path) {
        var before = path.substring(0, path.indexOf("/{id}"));
        return before.substring(before.lastIndexOf('/') + 1);
    }

    private static String thing(Map<String, String> things, String kind) {
        return Objects.requireNonNull(things.get(kind), kind);
    }

    private static Map<String, String> things(Api.User user) {
        var folder = user.folder("a");
        var file = user.file("a", folder);
        API.upload(file, 1);
        var tag = user.tag("a");
        user.put("/v1/files/" + file + "/tags/" + tag).is(204);
        var begun = user.post("/v1/files/" + file + "/versions", "{\"size\": 5, \"multipart\": true}")
                .is(201);
        var trashed = user.file("trashed");
        user.delete("/v1/files/" + trashed).is(204);
        var share = user.post("/v1/shares", "{\"folderId\": \"%s\"}".formatted(folder))
                .is(201);
        user.credits(5);
        var held = user.post("/v1/credits/holds", "{\"amount\": 5, \"description\": \"\"}", "k")
                .is(201);
        var purchase = user.post("/v1/credits/purchases", "{\"packageId\": \"%s\"}".formatted(sold()), "once")
                .is(201);
        user.get("/v1/me").is(200);
        return Map.of(
                "folders",
                folder,
                "files",
                file,
                "tags",
                tag,
                "trash",
                trashed,
                "uploads",
                (String) Objects.requireNonNull(begun.object("upload").get("uploadId")),
                "shares",
                share.text("id"),
                "purchases",
                String.valueOf(purchase.object("purchase").get("id")),
                "holds",
                (String) Objects.requireNonNull(held.object("hold").get("id")),
                "exports",
                user.post("/v1/me/exports").is(202).text("id"),
                "token",
                share.text("token"));
    }

    private static String sold() {
        return API.newUser()
                .withRole("admin")
                .post("/v1/credits/packages", """
                    {"name": "5 credits", "credits": 5, "price": {"amount": 5, "currency": "eur"},
                     "paymentLink": {"id": "plink_1", "url": "https://buy.stripe.com/test_1"}}
                    """, "once")
                .is(201)
                .text("id");
    }

    /// All rows of all tables.
    private static List<String> everything() throws SQLException {
        var tables = API.database().query("select tablename from pg_tables where schemaname = 'public' order by 1");
        var rows = new ArrayList<String>();
        for (var table : tables) {
            rows.addAll(API.database().query("select '%1$s', t::text from %1$s t order by t::text".formatted(table)));
        }
        return rows;
    }
}
