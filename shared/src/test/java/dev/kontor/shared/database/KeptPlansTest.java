package dev.kontor.shared.database;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.files.FileFilter;
import dev.kontor.migrations.testing.PgBouncer;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Environment;
import dev.kontor.testing.Store;
import dev.kontor.testing.WireTap;
import dev.kontor.tree.InFolder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The database plans each statement once (decision 0003), and a migration that makes such a plan
/// useless costs nobody an error.
@Timeout(60)
final class KeptPlansTest {

    private static final int THREADS = 8;
    private static final int MIGRATIONS = 5;

    private final TestDatabase postgres = TestPostgres.createMigratedDatabase();
    private final AtomicInteger uses = new AtomicInteger();

    @Test
    void aStatementIsPreparedOnce() throws IOException, SQLException {
        try (var tap = new WireTap(TestPostgres.port());
                var store = Store.through(tap.port(), postgres)) {
            var file = store.file("a.txt", null);
            value(store.files().get(USER, file.id()));
            tap.forget();

            for (var i = 0; i < 20; i++) {
                value(store.files().get(USER, file.id()));
            }

            assertThat(tap.parsed()).isEmpty();
            assertThat(tap.roundTrips()).isEqualTo(20);
        }
    }

    @Test
    void aNullDoesNotPrepareItAgain() throws IOException, SQLException {
        try (var tap = new WireTap(TestPostgres.port());
                var store = Store.through(tap.port(), postgres)) {
            var folder = store.folder("a folder", null);
            store.file("a.txt", folder);
            tap.forget();

            store.file("b.txt", null);
            store.file("c.txt", folder);

            assertThat(tap.parsed()).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    @DisplayName("S17: a column's type changes while functions run, and nobody gets an error")
    void aMigrationCostsNobodyAnError() throws Exception {
        try (var store = Store.on(postgres)) {
            useWhileMigrating(store);
        }
    }

    @Test
    @Tag("slow")
    void norDoesItBehindATransactionPooler() throws Exception {
        PgBouncer.assumeInstalled();
        try (var bouncer = PgBouncer.start(postgres);
                var store = Store.of(postgres, config(bouncer.port()))) {
            useWhileMigrating(store);
        }
    }

    private void useWhileMigrating(Store store) throws SQLException, InterruptedException {
        var file = store.file("a.txt", null);
        value(store.credits().add(USER, Store.purchase(1_000_000)));
        var isMigrated = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var users = Stream.generate(() -> threads.submit(() -> use(store, file, isMigrated)))
                    .limit(THREADS)
                    .toList();
            migrate();
            isMigrated.set(true);
            assertThat(users).allSatisfy(user -> assertThat(user).succeedsWithin(Duration.ofSeconds(20)));
        }
    }

    /// Alone and within a transaction.
    private int use(Store store, File file, AtomicBoolean isMigrated) {
        var times = 0;
        while (!isMigrated.get() || times < 10) {
            var token = "ada@example.com " + Thread.currentThread().threadId() + " " + times; // new each time
            value(store.users().seeing(USER, token, "user", () -> store.files().get(USER, file.id())));
            value(store.files().list(Store.byName(new FileFilter(InFolder.ROOT, null, null, null), 20)));
            value(store.database()
                    .transact(() -> store.files()
                            .get(USER, file.id())
                            .flatMap(found -> store.credits().add(USER, Store.usage(1)))));
            times++;
            uses.incrementAndGet();
        }
        return times;
    }

    /// Widens a column that every file's row answers with: the result of statements changes.
    private void migrate() throws SQLException, InterruptedException {
        for (var i = 0; i < MIGRATIONS; i++) {
            awaitUses(); // which leave plans behind
            postgres.execute("alter table files alter column mime_type type varchar(%d)".formatted(256 + i));
        }
    }

    private void awaitUses() throws InterruptedException {
        var enough = uses.get() + 4 * THREADS;
        while (uses.get() < enough) {
            Thread.sleep(5);
        }
    }

    private DatabaseConfig config(int port) {
        return DatabaseConfig.from(new Environment(Map.of(
                "DATABASE_URL",
                new TestDatabase(postgres.name(), port).url(),
                "DATABASE_USER",
                TestDatabase.APP,
                "DATABASE_PASSWORD",
                PgBouncer.PASSWORD)));
    }
}
