package dev.kontor.functions.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.Kontor;
import dev.kontor.functions.files.CreateFile;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Result;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The hooks only close the connections of a function that is at work, however often they run.
final class SnapshotTest {

    private static final Context<Resource> CONTEXT = Core.getGlobalContext();

    private final TestDatabase database = TestPostgres.createMigratedDatabase();
    private final Kontor kontor = new Kontor(database.environment());

    @AfterEach
    void close() {
        kontor.close();
    }

    @Test
    void hooksCloseThePoolAndChangeNothingHoweverOftenTheyRun() throws Exception {
        var snapshot = Objects.requireNonNull(Snapshot.register(kontor, Kontor::new, environment("snap-start")));
        asksTheDatabase();
        for (var times = 0; times < 2; times++) {
            snapshot.beforeCheckpoint(CONTEXT);
            awaitNoConnection();
        }
        for (var times = 0; times < 2; times++) {
            snapshot.afterRestore(CONTEXT);
            assertThat(connections()).as("the first statement opens it").isEqualTo("0");
        }
        asksTheDatabase();
        assertThat(connections()).isEqualTo("1");
        assertThat(database.query("select count(*) from files")).containsExactly("0");
    }

    @Test
    void whereNoSnapshotIsTakenThereIsNoHook() {
        assertThat(Snapshot.register(kontor, Kontor::new, environment("on-demand")))
                .isNull();
        assertThat(Snapshot.register(kontor, Kontor::new, Map.of())).isNull();
    }

    private Map<String, String> environment(String initialization) {
        var environment = new HashMap<>(database.environment());
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", initialization);
        environment.put("_HANDLER", CreateFile.class.getName());
        return environment;
    }

    private void asksTheDatabase() {
        assertThat(kontor.health().status()).isInstanceOf(Result.Ok.class);
    }

    private void awaitNoConnection() throws SQLException, InterruptedException {
        // A backend ends a little after its connection; what never does, runs into the time-out.
        while (!connections().equals("0")) {
            Thread.sleep(10);
        }
    }

    private String connections() throws SQLException {
        return database.query("select count(*) from pg_stat_activity where usename = 'kontor_app' and"
                        + " datname = current_database()")
                .getFirst();
    }
}
