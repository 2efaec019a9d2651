package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Sha256;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One process that serves many requests at once, as on Lambda Managed Instances: what belongs to
/// one of them never shows up in another, and no connection is lost.
@OnLinux
final class ManagedInstanceIT {

    private static final int CONCURRENCY = 32;
    private static final int REQUESTS = 400;
    private static final int USERS = 50;

    /// Each holds its connection for as long as it takes others to queue up behind it.
    private static final String SLOW = """
        create function sleep() returns trigger language plpgsql as $$
        begin
          perform pg_sleep(0.02);
          return new;
        end $$;
        create trigger slow before insert on tags for each row execute function sleep()
        """;

    private static final String CONNECTIONS = """
        select count(*) from pg_stat_activity
        where usename = 'kontor_app' and datname = current_database()
        """;

    private final TestDatabase database = TestPostgres.createMigratedDatabase();

    @Test
    void mixedUsersGetTheirOwnAnswersAndLinesAndNoConnectionIsLost() throws Exception {
        database.execute(SLOW);
        var createTag = Project.TEMPLATE.function("CreateTag");
        var userOfRequest = new LinkedHashMap<String, String>();
        try (var running = PackagedFunction.startManaged(createTag, database.environment(), CONCURRENCY)) {
            var responses = allAtOnce(running);
            var most = mostConnections(responses);
            for (var number = 0; number < REQUESTS; number++) {
                var response = responses.get(number).get();
                assertThat(response.status()).as(response.body()).isEqualTo(201);
                assertThat(response.at("name")).isEqualTo(tag(number));
                userOfRequest.put(Objects.requireNonNull(response.header("X-Correlation-Id")), user(number));
            }

            assertThat(userOfRequest).as("each is a request of its own").hasSize(REQUESTS);
            assertThat(hashOfRequest(running.log())).isEqualTo(hashes(userOfRequest));
            assertThat(most).as("no more, and no fewer").isEqualTo(Limits.POOL_CONNECTIONS);
            assertThat(database.query(CONNECTIONS + " and state <> 'idle'")).containsExactly("0");
            assertThat(running.answer(event(REQUESTS)).status()).isEqualTo(201);
        }
        assertThat(database.query("select count(*) from tags where split_part(name, ' ', 1) =" + " user_id"))
                .containsExactly(Integer.toString(REQUESTS + 1));
    }

    private static List<CompletableFuture<FunctionResponse>> allAtOnce(PackagedFunction running) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        return IntStream.range(0, REQUESTS)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> answer(running, event(number)), threads))
                .toList();
    }

    private static FunctionResponse answer(PackagedFunction running, Map<String, Object> event) {
        try {
            return running.answer(event);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int mostConnections(List<CompletableFuture<FunctionResponse>> responses)
            throws SQLException, InterruptedException, ExecutionException {
        var all = CompletableFuture.allOf(responses.toArray(CompletableFuture[]::new));
        var most = 0;
        while (!all.isDone()) {
            most = Math.max(most, Integer.parseInt(database.query(CONNECTIONS).getFirst()));
        }
        all.get();
        return most;
    }

    private static String user(int number) {
        return "user-" + number % USERS;
    }

    private static String tag(int number) {
        return user(number) + " " + number;
    }

    private static Map<String, Object> event(int number) {
        var event = PlainJson.event("CreateTag");
        PlainJson.object(event, "headers").remove("idempotency-key");
        PlainJson.object(PlainJson.object(PlainJson.object(event, "requestContext"), "authorizer"), "lambda")
                .put("userId", user(number));
        event.put("body", PlainJson.write(Map.of("name", tag(number))));
        event.put("isBase64Encoded", false);
        return event;
    }

    private static Map<String, Object> hashOfRequest(String log) {
        var hashes = new HashMap<String, Object>();
        log.lines()
                .filter(line -> line.startsWith("{"))
                .map(PlainJson::read)
                .filter(line -> line.containsKey("userHash"))
                .forEach(line -> hashes.put(String.valueOf(line.get("requestId")), line.get("userHash")));
        return hashes;
    }

    private static Map<String, Object> hashes(Map<String, String> userOfRequest) {
        var hashes = new HashMap<String, Object>();
        userOfRequest.forEach(
                (request, user) -> hashes.put(request, Sha256.hex(user).substring(0, Limits.USER_HASH_CHARACTERS)));
        return hashes;
    }
}
