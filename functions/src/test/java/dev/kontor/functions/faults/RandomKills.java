package dev.kontor.functions.faults;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Kills processes of functions and of the database at random until the run is over, and starts the
/// database again.
final class RandomKills implements Runnable {

    private static final int PAUSE_MILLIS_MIN = 300;
    private static final int PAUSE_MILLIS_MAX = 1_500;
    private static final int DOWN_MILLIS_MAX = 400;

    private static final String SESSIONS =
            "select pid from pg_stat_activity where usename = 'kontor_app' and backend_type = 'client backend'";

    private final RandomRun run;
    private final Random random;
    private final TestServer server;
    private final TestDatabase database;
    private final List<RandomClient> clients;

    RandomKills(RandomRun run, Random random, TestServer server, TestDatabase database, List<RandomClient> clients) {
        this.run = run;
        this.random = random;
        this.server = server;
        this.database = database;
        this.clients = clients;
    }

    @Override
    public void run() {
        try {
            while (!run.isOver()) {
                Thread.sleep(random.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX));
                killSomething();
            }
        } catch (Exception e) {
            run.fail(e);
        }
    }

    private void killSomething() throws IOException, InterruptedException {
        var dice = random.nextInt(100);
        if (dice < 20) {
            run.count("kills of functions");
            clients.get(random.nextInt(clients.size())).killFunctions();
        } else if (dice < 60) {
            session().ifPresent(session -> {
                run.count("ends of sessions");
                session.destroy();
            });
        } else if (dice < 80) {
            session().ifPresent(session -> {
                run.count("kills of sessions");
                session.destroyForcibly();
            });
        } else if (dice < 90) {
            run.count("kills of the database");
            server.kill();
            startAgain();
        } else {
            run.count("restarts of the database");
            server.stop();
            startAgain();
        }
    }

    private void startAgain() throws IOException, InterruptedException {
        Thread.sleep(random.nextInt(DOWN_MILLIS_MAX));
        server.start();
    }

    /// A process of the server that serves a function, if there is one, and the server answers.
    private Optional<ProcessHandle> session() throws IOException {
        try {
            var pids = database.query(SESSIONS);
            var postmaster = server.postmaster();
            return pids.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(pids.get(random.nextInt(pids.size()))))
                            .filter(process -> process.parent().equals(Optional.of(postmaster)));
        } catch (SQLException e) {
            return Optional.empty(); // it recovers from a kill
        }
    }
}
