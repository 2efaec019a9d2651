package dev.kontor.functions.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.migrations.testing.FaultyProxy;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.migrations.testing.TestServer;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A spend that is interrupted is made wholly or not at all, and counts once when it is repeated with
/// its key.
@Tag("slow")
final class InterruptedRequestsTest {

    private static final TestServer SERVER = TestPostgres.startDurableServer();

    private static final String SLOW = """
        create function sleep() returns trigger language plpgsql as $$
        begin
          perform pg_sleep(3);
          return new;
        end $$;
        create trigger slow before insert on transactions for each row execute function sleep()
        """;

    private static final String SPENDING = """
        select pid from pg_stat_activity
        where usename = 'kontor_app' and datname = current_database() and wait_event = 'PgSleep'
        """;

    private final TestDatabase database = SERVER.createMigratedDatabase();

    @AfterAll
    static void stop() throws IOException {
        SERVER.close();
    }

    /// The server has made the change, and nobody can tell the client.
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql:", "jdbc:aws-wrapper:postgresql:"})
    void oneWhoseCommitIsNotAnsweredIsMadeAndReplayed(String scheme) throws Exception {
        giveCredits();
        try (var proxy = new FaultyProxy(database.port());
                var api = Api.on(database, Outage.at(proxy.port(), database, scheme, "any"))) {
            api.as("ada").get("/v1/credits/balance").is(200);
            proxy.at("COMMIT", FaultyProxy.Fault.CUT);

            spend(api).isProblem(503, "SERVICE_UNAVAILABLE");

            assertThat(spends()).containsExactly("-3");
            proxy.recover();
            var again = spend(api).is(201);
            assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
            assertThat(spends()).containsExactly("-3");
            Invariants.assertHold(database);
        }
    }

    /// What happens to the server while it makes the change.
    enum Interruption {
        RESTART {
            @Override
            void happen(ProcessHandle session) throws IOException {
                SERVER.stop();
                SERVER.start();
            }
        },
        CRASH {
            @Override
            void happen(ProcessHandle session) throws IOException {
                SERVER.kill();
                SERVER.start();
            }
        },
        /// The server ends all other sessions, too, and recovers by itself.
        CRASH_OF_THE_SESSION {
            @Override
            void happen(ProcessHandle session) {
                session.destroyForcibly();
            }
        },
        END_OF_THE_SESSION {
            @Override
            void happen(ProcessHandle session) {
                session.destroy();
            }
        };

        abstract void happen(ProcessHandle session) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsInterruptedInTheServerIsNotMadeBeforeItIsRepeated(Interruption interruption) throws Exception {
        giveCredits();
        database.execute(SLOW);
        try (var api = Api.on(database, database.environment());
                var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var interrupted = CompletableFuture.supplyAsync(() -> spend(api), thread);
            interruption.happen(session());

            interrupted.get().isProblem(503, "SERVICE_UNAVAILABLE");

            awaitServer();
            assertThat(spends()).isEmpty();
            database.execute("drop trigger slow on transactions");
            var again = spend(api).is(201);
            assertThat(again.headers()).doesNotContainKey("Idempotency-Replayed");
            assertThat(spends()).containsExactly("-3");
            Invariants.assertHold(database);
        }
    }

    private void giveCredits() {
        try (var store = Store.on(database)) {
            Store.value(store.credits().add("ada", Store.purchase(10)));
        }
    }

    private static ApiResponse spend(Api api) {
        return api.as("ada").post("/v1/credits/usage", "{\"amount\": 3, \"description\": \"once\"}", "once");
    }

    private List<String> spends() throws SQLException {
        return database.query("select amount from transactions where type = 'usage'");
    }

    /// The server's process that makes the change, once it is at it.
    private ProcessHandle session() throws SQLException, InterruptedException {
        var pids = database.query(SPENDING);
        while (pids.isEmpty()) {
            Thread.sleep(10);
            pids = database.query(SPENDING);
        }
        return ProcessHandle.of(Long.parseLong(pids.getFirst())).orElseThrow();
    }

    private void awaitServer() throws InterruptedException {
        while (true) {
            try {
                database.execute("select 1");
                return;
            } catch (SQLException e) {
                Thread.sleep(20);
            }
        }
    }
}
