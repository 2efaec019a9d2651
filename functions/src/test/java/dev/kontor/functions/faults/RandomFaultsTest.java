package dev.kontor.functions.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.migrations.testing.TestServer;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients do everything at random, each served by a process of its own, while these processes and
/// the database are killed at random. Whatever a client was told is true in the end, keyed requests
/// count once, and all invariants hold. `-Dkontor.faults.seconds=600` runs for ten minutes.
///
/// `-Dkontor.faults.seed=…` repeats the requests and the kills of a run. Real processes meet in another
/// order each time, so a fault may take a few runs to show again.
@Tag("slow")
final class RandomFaultsTest {

    private static final Duration DURATION =
            Duration.ofSeconds(Integer.getInteger("kontor.faults.seconds", Repetitions.of(10, 25)));

    private static final long SEED = Long.getLong("kontor.faults.seed", System.currentTimeMillis());

    private static final int CLIENTS = 4;
    private static final Duration PROGRESS = Duration.ofSeconds(30);

    /// The kinds of work.
    private final List<Kind> kinds = List.of(
            new Kind(new LedgerWork.Granting(), 2),
            new Kind(new LedgerWork.Spending(), 3),
            new Kind(new LedgerWork.Refunding(), 2),
            new Kind(new HoldWork.Holding(), 2),
            new Kind(new HoldWork.Ending(), 2),
            new Kind(new TreeWork.CreatingFolders(), 2),
            new Kind(new TreeWork.Uploading(), 2),
            new Kind(new TreeWork.AddingVersions(), 2),
            new Kind(new TreeWork.Moving(), 4),
            new Kind(new TreeWork.Trashing(), 1),
            new Kind(new TreeWork.Restoring(), 2),
            new Kind(new TreeWork.Deleting(), 1),
            new Kind(new ShareWork.Sharing(), 1),
            new Kind(new ShareWork.Downloading(), 3),
            new Kind(new SettingsWork(), 1));

    /// @param times how often it is done beside the others
    private record Kind(Work work, int times) {}

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void whateverIsKilledWhatWasAnsweredIsTrueAndTheInvariantsHold() throws Throwable {
        try (var server = TestPostgres.startDurableServer();
                var bucket = TestBucket.start()) {
            var database = server.createMigratedDatabase();
            var run = new RandomRun(
                    database, bucket, DURATION, kinds.stream().map(Kind::work).toList());
            try {
                play(run, server, database);
                check(database);
            } catch (Throwable e) {
                throw new AssertionError("after %s; again by %s".formatted(run, command()), e);
            }
            if (DURATION.compareTo(PROGRESS) > 0) {
                System.out.println("faults: " + run);
            }
        }
    }

    private void play(RandomRun run, TestServer server, TestDatabase database) throws Throwable {
        var seeds = new Random(SEED);
        var works = kinds.stream()
                .flatMap(kind -> Collections.nCopies(kind.times(), kind.work()).stream())
                .toList();
        var clients = Stream.generate(() -> new RandomClient(run, new Random(seeds.nextLong()), works))
                .limit(CLIENTS)
                .toList();
        try {
            Race.of(CLIENTS, number -> clients.get(number).isServed());
            run.begin();
            var kills = new RandomKills(run, new Random(seeds.nextLong()), server, database, clients);
            var threads = new ArrayList<Thread>();
            clients.forEach(client -> threads.add(Thread.ofPlatform().start(client)));
            threads.add(Thread.ofPlatform().start(kills));
            await(run, threads);
        } finally {
            clients.forEach(RandomClient::close);
        }
        if (run.failure() != null) {
            throw run.failure();
        }
    }

    /// Says how far it is, now and then.
    private static void await(RandomRun run, List<Thread> threads) throws InterruptedException {
        for (var thread : threads) {
            while (!thread.join(PROGRESS)) {
                System.out.println("faults: " + run);
            }
        }
    }

    private void check(TestDatabase database) throws SQLException {
        Invariants.assertHold(database);
        for (var kind : kinds) {
            kind.work().check(database);
            assertThat(kind.work().isDone()).as("%s", kind).isTrue();
        }
    }

    private static String command() {
        return "mvn -pl functions -am package -Dtest=RandomFaultsTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dkontor.faults.seconds=%d -Dkontor.faults.seed=%d".formatted(DURATION.toSeconds(), SEED);
    }
}
