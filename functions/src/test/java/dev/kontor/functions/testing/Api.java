package dev.kontor.functions.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.http.Operation;
import dev.kontor.migrations.testing.ContentBucket;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.storage.StoredObject;
import dev.kontor.template.Route;
import dev.kontor.template.RouteTable;
import dev.kontor.versions.StorageKey;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The API on a migrated database of its own: finds the route in `template.yaml`, makes the event
/// and calls the operation as Lambda would. What has no route can't be called. Threads may share it
/// for calls.
public final class Api implements AutoCloseable {

    /// The routes of `template.yaml`, with the function behind each.
    public static final List<Route> ROUTES = Project.TEMPLATE.routes();

    private static final RouteTable ROUTE_TABLE = new RouteTable(ROUTES);

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int USER_ID_LETTERS = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Takes the few objects that operations themselves store.
    private static final ContentBucket BUCKET = ContentBucket.start();

    private final TestDatabase database;
    private final Kontor kontor;
    private final Connection owner;
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();

    private Api(TestDatabase database, Kontor kontor) throws SQLException {
        this.database = database;
        this.kontor = kontor;
        this.owner = database.connect();
    }

    public static Api open() {
        return with(BUCKET.environment());
    }

    /// @param bucket where the operations believe the bucket to be
    public static Api with(Map<String, String> bucket) {
        var database = TestPostgres.createMigratedDatabase();
        var environment = new HashMap<>(database.environment());
        environment.putAll(bucket);
        return on(database, environment);
    }

    /// @param environment where the operations believe the database to be
    public static Api on(TestDatabase database, Map<String, String> environment) {
        try {
            return new Api(database, new Kontor(environment));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public TestDatabase database() {
        return database;
    }

    /// Somebody new, with an id as Better Auth makes them.
    public User newUser() {
        return as(RANDOM.ints(USER_ID_LETTERS, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining()));
    }

    public User as(String userId) {
        return new User(userId, "user");
    }

    /// A call with whatever an authorizer handed on; null for a route without one.
    public Call call(String method, String path, @Nullable Map<String, ? extends @Nullable Object> authorizer) {
        return new Call(method, path, Map.of(), null, false, authorizer);
    }

    public ApiResponse send(Call call) {
        var routed = route(call);
        return invoke(routed.handler(), routed.event());
    }

    /// What API Gateway makes of a call.
    ///
    /// @param handler the class name of the operation
    public record Routed(String handler, String event) {}

    public static Routed route(Call call) {
        var match = ROUTE_TABLE
                .find(call.method(), call.pathOnly())
                .orElseThrow(() -> new AssertionError("no route for " + call.method() + " " + call.path()));
        return new Routed(match.route().function().handler(), call.event(match));
    }

    /// Calls the operation of a handler's class name with an event.
    public ApiResponse invoke(String handler, String event) {
        var operation = operations.computeIfAbsent(handler, this::construct);
        return ApiResponse.of(
                Lambda.invoke(operation, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class, event));
    }

    /// Lets the content of a version arrive, as it was declared.
    public void upload(String file, int version) {
        try {
            var declared = database.query("""
                select storage_key, size from file_versions
                where file_id = '%s' and version = %d
                """.formatted(file, version));
            var keyAndSize = declared.getFirst().split(" ", 2);
            var key = StorageKey.of(keyAndSize[0]).orElseThrow();
            kontor.uploads().confirm(key, new StoredObject(Long.parseLong(keyAndSize[1]), null));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// How many rows every table of the API holds: what a refused request must not change.
    public Map<String, Long> rowCounts() {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(countOfEachTable(statement))) {
            var counts = new TreeMap<String, Long>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// One statement for all tables, since some tests count before and after each of a thousand requests.
    private static String countOfEachTable(Statement statement) throws SQLException {
        try (var text = statement.executeQuery("""
            select string_agg(format('select %L, count(*) from %I', tablename, tablename), ' union all ')
            from pg_tables where schemaname = 'public'
            """)) {
            text.next();
            return text.getString(1);
        }
    }

    private Operation construct(String handler) {
        return kontor.within(() -> Lambda.operation(handler));
    }

    @Override
    public void close() {
        kontor.close();
        try {
            owner.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        database.drop();
    }

    /// The API for one signed-in user.
    public final class User {

        private final String id;
        private final String role;
        private final String scope;

        private User(String id, String role) {
            this(id, role, "");
        }

        private User(String id, String role, String scope) {
            this.id = id;
            this.role = role;
            this.scope = scope;
        }

        /// This user with another role, as a token of Better Auth has it.
        public User withRole(String another) {
            return new User(id, another);
        }

        /// This user, as a service whose token has a scope.
        public User withScope(String words) {
            return new User(id, role, words);
        }

        public String id() {
            return id;
        }

        public Call call(String method, String path) {
            var context = new HashMap<String, @Nullable Object>();
            context.put("userId", id);
            context.put("email", "ada@example.com");
            context.put("role", role);
            if (!scope.isEmpty()) {
                context.put("scope", scope);
            }
            return Api.this.call(method, path, context);
        }

        public ApiResponse get(String path) {
            return send(call("GET", path));
        }

        public ApiResponse post(String path) {
            return send(call("POST", path));
        }

        public ApiResponse post(String path, String json) {
            return send(call("POST", path).json(json));
        }

        /// Done once for its `Idempotency-Key`.
        public ApiResponse post(String path, String json, String key) {
            return send(call("POST", path).json(json).header("idempotency-key", key));
        }

        public ApiResponse patch(String path, String json) {
            return send(call("PATCH", path).json(json));
        }

        public ApiResponse put(String path) {
            return send(call("PUT", path));
        }

        public ApiResponse put(String path, String json) {
            return send(call("PUT", path).json(json));
        }

        public ApiResponse delete(String path) {
            return send(call("DELETE", path));
        }

        /// A new file's id.
        public String file(String name) {
            return file(name, null);
        }

        public String file(String name, @Nullable String folderId) {
            var created = post("/v1/files", """
                {"name": %s, "mimeType": "text/plain", "size": 5, "parentFolderId": %s}
                """.formatted(quoted(name), quoted(folderId)));
            return (String)
                    Objects.requireNonNull(created.is(201).object("file").get("id"));
        }

        public String folder(String name) {
            return folder(name, null);
        }

        public String folder(String name, @Nullable String parentId) {
            var json = "{\"name\": %s, \"parentFolderId\": %s}".formatted(quoted(name), quoted(parentId));
            return post("/v1/folders", json).is(201).text("id");
        }

        public String tag(String name) {
            return post("/v1/tags", "{\"name\": %s}".formatted(quoted(name)))
                    .is(201)
                    .text("id");
        }

        /// Gives the user credits, as an admin does.
        public void credits(long amount) {
            var json = """
                {"userId": %s, "type": "bonus", "amount": %d, "description": "for a test"}
                """.formatted(quoted(id), amount);
            newUser().withRole("admin").post("/v1/credits/grants", json, "once").is(201);
        }

        /// The id of a usage of this many credits, which the user must have.
        public String usage(long amount) {
            var json = "{\"amount\": %d, \"description\": \"for a test\"}".formatted(amount);
            var used = post("/v1/credits/usage", json, UUID.randomUUID().toString())
                    .is(201);
            return (String) Objects.requireNonNull(used.object("transaction").get("id"));
        }

        private static String quoted(@Nullable String text) {
            return text == null ? "null" : Lambda.json(text);
        }
    }
}
