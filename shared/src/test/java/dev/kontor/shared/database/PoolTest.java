package dev.kontor.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Environment;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Result;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import dev.kontor.testing.WireTap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each test has a database and a pool of its own. Most of them only wait, so they do it together.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
@Tag("slow")
final class PoolTest {

    /// Much less than the ten seconds of a wait, on a machine that is busy.
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final String SLEEP = "select pg_backend_pid() from pg_sleep(0.02)";

    private final TestDatabase postgres = TestPostgres.createMigratedDatabase();

    @Test
    @DisplayName("S1: at most 10 connections, and every waiter gets its turn")
    void fortyThreadsShareTenConnections() throws SQLException {
        try (var database = database(Map.of())) {
            var tenAreInUse = new CyclicBarrier(10);
            var backends = Race.of(
                    40,
                    number -> Store.value(database.run(new Query("test.wait", SLEEP), connection -> {
                        await(tenAreInUse);
                        try (var rows = connection.createStatement().executeQuery(SLEEP)) {
                            rows.next();
                            return Result.ok(rows.getInt(1));
                        }
                    })));

            assertThat(backends).hasSize(40);
            assertThat(new HashSet<>(backends)).hasSize(10);
            assertThat(connections()).isEqualTo(10);
        }
    }

    @Test
    void aSmallerPoolIsAsSmallAsItSays() {
        try (var database = database(Map.of("DATABASE_POOL_SIZE", "2"))) {
            var backends = Race.of(16, number -> backend(database, SLEEP));

            assertThat(new HashSet<>(backends)).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    @DisplayName("S1: idle connections are closed after 20 s")
    void idleConnectionsAreClosed() throws SQLException, InterruptedException {
        try (var database = database(Map.of())) {
            Race.of(10, number -> backend(database, SLEEP));
            assertThat(connections()).isPositive();

            awaitConnections(0);
        }
    }

    @Test
    @DisplayName("S1: connect time-out 10 s")
    void aServerThatNeverAnswersIsUnavailable() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var database = through(silent.getLocalPort())) {
            assertUnavailable(database);
        }
    }

    /// Without a password the wrapper signs in by IAM, which fails here before it connects.
    @ParameterizedTest
    @CsvSource({"jdbc:postgresql:,", "jdbc:aws-wrapper:postgresql:,x", "jdbc:aws-wrapper:postgresql:,"})
    void aServerThatRefusesIsUnavailableAtOnce(String scheme, @Nullable String password) throws IOException {
        var free = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        free.close();
        for (var place : List.of("127.0.0.1:" + free.getLocalPort(), "no-such-host.invalid:5432")) {
            var environment = new HashMap<>(Map.of("DATABASE_URL", "%s//%s/none".formatted(scheme, place)));
            if (password != null) {
                environment.put("DATABASE_PASSWORD", password);
            }
            try (var database = database(environment)) {
                assertUnavailable(database); // loads a driver or wrapper, which takes a while
                for (var round = 0; round < 3; round++) {
                    var begin = System.nanoTime();
                    var isInterrupted = Race.of(40, number -> {
                        assertUnavailable(database);
                        return Thread.currentThread().isInterrupted();
                    });
                    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
                    assertThat(isInterrupted).containsOnly(false);
                }
            }
        }
    }

    @Test
    void aSignInThatIsRefusedIsUnavailableAtOnce() {
        try (var database = database(Map.of("DATABASE_USER", "nobody"))) {
            var begin = System.nanoTime();
            assertUnavailable(database);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
        }
    }

    @Test
    void whoWaitsForAConnectionThatIsInUseOutlivesARefusal() throws Exception {
        try (var tap = new WireTap(TestPostgres.port());
                var database = database(Map.of(
                        "DATABASE_URL",
                        new TestDatabase(postgres.name(), tap.port()).url(),
                        "DATABASE_POOL_SIZE",
                        "2"))) {
            var isTaken = new CountDownLatch(1);
            var isOver = new CountDownLatch(1);
            var holder = Thread.startVirtualThread(() -> database.run(new Query("test.hold", SLEEP), connection -> {
                isTaken.countDown();
                await(isOver);
                return Result.ok(true);
            }));
            isTaken.await();
            tap.stopListening();
            var waiter = Executors.newVirtualThreadPerTaskExecutor();
            var waiting = waiter.submit(() -> backend(database, SLEEP));
            Thread.sleep(500); // the pool has tried to open another by now
            assertThat(waiting.isDone()).isFalse();

            isOver.countDown();

            assertThat(waiting.get()).isPositive();
            holder.join();
            waiter.close();
        }
    }

    /// HikariCP connects when somebody begins to wait, and not when a connection is lost that others
    /// wait for.
    @Test
    void whoWaitsForAConnectionThatIsLostGetsAnotherAtOnce() throws Exception {
        try (var database = database(Map.of("DATABASE_POOL_SIZE", "1"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(backend(database, SLEEP)).isPositive();
            var lost = threads.submit(() -> backend(database, "select 1 from pg_sleep(4)"));
            awaitSleeper();
            var waiting = threads.submit(() -> backend(database, SLEEP));
            Thread.sleep(200);
            var begin = System.nanoTime();

            postgres.query("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where usename = 'kontor_app' and datname = current_database()");

            assertThatThrownBy(lost::get).hasCauseInstanceOf(DatabaseUnavailableException.class);
            assertThat(waiting.get()).isPositive();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
        }
    }

    @Test
    @SuppressWarnings("try") // closing it is what is tested
    @DisplayName("S1: an explicit close, after which it can be opened again")
    void aClosedPoolIsOpenedByTheNextStatement() throws SQLException, InterruptedException {
        try (var database = database(Map.of())) {
            var before = backend(database, SLEEP);
            database.close();
            database.close();
            awaitConnections(0);

            assertThat(backend(database, SLEEP)).isNotEqualTo(before);
        }
        awaitConnections(0);
    }

    @Test
    @DisplayName("S2: one pool, however many threads come first")
    void threadsThatComeFirstTogetherOpenOnePool() throws SQLException {
        try (var database = database(Map.of("DATABASE_POOL_SIZE", "1"))) {
            var backends = Race.of(16, number -> backend(database, SLEEP));

            assertThat(new HashSet<>(backends)).hasSize(1);
            assertThat(connections()).isEqualTo(1);
        }
    }

    @Test
    void whoWaitsTooLongForAConnectionIsToldSo() throws InterruptedException {
        try (var database = database(Map.of("DATABASE_POOL_SIZE", "1"))) {
            var isTaken = new CountDownLatch(1);
            var isOver = new CountDownLatch(1);
            var holder = Thread.startVirtualThread(() -> database.run(new Query("test.hold", SLEEP), connection -> {
                isTaken.countDown();
                await(isOver);
                return Result.ok(true);
            }));
            isTaken.await();

            assertUnavailable(database);

            isOver.countDown();
            holder.join();
            assertThat(backend(database, SLEEP)).isPositive();
        }
    }

    @Test
    void aDatabaseThatGoesAwayAndComesBackIsUsedAgain() throws IOException {
        var tap = new WireTap(TestPostgres.port());
        var port = tap.port();
        try (var database = through(port)) {
            assertThat(backend(database, SLEEP)).isPositive();
            tap.close();

            assertUnavailable(database);

            try (var back = new WireTap(TestPostgres.port(), port)) {
                assertThat(backend(database, SLEEP)).isPositive();
                assertThat(back.roundTrips()).isPositive();
            }
        }
    }

    /// The pool asks these of its first connection, before it hands it out.
    @ParameterizedTest
    @ValueSource(strings = {"", "SHOW TRANSACTION ISOLATION LEVEL"})
    void aDatabaseThatGoesAwayBehindTheFirstConnectionIsUsedOnceItIsBack(String statement) throws IOException {
        try (var tap = new WireTap(TestPostgres.port());
                var database = through(tap.port())) {
            tap.hangUpAt(statement);

            assertThat(backend(database, SLEEP)).isPositive();
            assertThat(tap.hasHungUp()).isTrue();
        }
    }

    @Test
    void aPoolWhoseConnectionsWereAllKilledMakesNewOnes() throws SQLException {
        try (var database = database(Map.of())) {
            Race.of(10, number -> backend(database, SLEEP));
            postgres.query("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where usename = 'kontor_app' and datname = current_database()");

            // A connection that was used within the last half second is not looked at again before
            // it is handed out, so each may fail once.
            var failures = 0;
            for (var served = 0; served < 20; ) {
                try {
                    backend(database, SLEEP);
                    served++;
                } catch (DatabaseUnavailableException e) {
                    failures++;
                }
            }
            assertThat(failures).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void everyConnectionIsGivenBackWhateverHappened() {
        try (var database = database(Map.of("DATABASE_POOL_SIZE", "1"))) {
            assertThatThrownBy(() -> backend(database, "select 1 / 0")).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> database.transact(() -> {
                        throw new IllegalStateException("a bug");
                    }))
                    .hasMessage("a bug");
            assertThat(Store.code(database.transact(() -> Result.err(ErrorCode.CONFLICT, "no"))))
                    .isEqualTo(ErrorCode.CONFLICT);

            assertThat(backend(database, SLEEP)).isPositive();
        }
    }

    @Test
    @DisplayName("S20: a transaction that answers an error has done nothing")
    void anErrorRollsBack() throws SQLException {
        try (var database = database(Map.of())) {
            var insert = new Query("test.insert", "insert into tags (user_id, name) values ('ann', 'red')");
            database.transact(
                    () -> database.query(insert).execute().flatMap(rows -> Result.err(ErrorCode.CONFLICT, "no")));

            assertThat(postgres.query("select count(*) from tags")).containsExactly("0");
        }
    }

    @Test
    void aStatementThatTakesTooLongIsCancelledByTheServer() {
        try (var database = database(Map.of())) {
            assertThatExceptionOfType(DatabaseUnavailableException.class)
                    .isThrownBy(() -> backend(database, "select 1 from pg_sleep(30)"))
                    .havingRootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            cause -> assertThat(cause.getSQLState()).isEqualTo("57014"));
        }
    }

    @Test
    void whoLosesADeadlockIsTriedAgain() throws SQLException {
        postgres.execute("insert into tags (user_id, name) values ('ann', 'red'), ('ann', 'blue')");
        try (var database = database(Map.of())) {
            var bothHaveOne = new CyclicBarrier(2);
            var attempts = new AtomicInteger();
            var paint =
                    new Query("test.paint", "update tags set color = coalesce(color, '') || 'x' where name = :name");

            Race.of(
                    2,
                    number -> Store.value(database.transact(() -> {
                        var isFirst = attempts.incrementAndGet() <= 2;
                        var names = number == 0 ? List.of("red", "blue") : List.of("blue", "red");
                        for (var name : names) {
                            Store.value(database.query(paint).bind("name", name).execute());
                            if (isFirst && name.equals(names.getFirst())) {
                                await(bothHaveOne);
                            }
                        }
                        return Result.ok(true);
                    })));

            // The one that is tried again may meet the other once more.
            assertThat(attempts).hasValueGreaterThanOrEqualTo(3);
            assertThat(postgres.query("select color from tags")).containsOnly("xx");
        }
    }

    @Test
    void aConnectionSetsNothingThatWouldPinItOnAProxy() throws IOException {
        try (var tap = new WireTap(TestPostgres.port());
                var database = through(tap.port())) {
            backend(database, SLEEP);

            // HikariCP asks for the isolation level once, when a pool opens; that pins nothing.
            assertThat(tap.statements()).containsExactly("SHOW TRANSACTION ISOLATION LEVEL", Ask.sent(SLEEP));
        }
    }

    @Test
    void noMessageShowsWhatWasBound() {
        try (var database = database(Map.of())) {
            var failing = new Query("test.failing", "select :value || 1 / 0");
            assertThatThrownBy(() ->
                            database.query(failing).bind("value", "secret").one(row -> row.getString(1)))
                    .hasMessageStartingWith("test.failing: ")
                    .satisfies(fault -> assertThat(fault.toString()).doesNotContain("secret"));
        }
    }

    private Database database(Map<String, String> environment) {
        return new Database(config(environment));
    }

    private Database through(int port) {
        return database(
                Map.of("DATABASE_URL", new TestDatabase(postgres.name(), port).url(), "DATABASE_POOL_SIZE", "1"));
    }

    private DatabaseConfig config(Map<String, String> environment) {
        var all = new HashMap<>(postgres.environment());
        all.putAll(environment);
        return DatabaseConfig.from(new Environment(all));
    }

    /// Runs a statement that selects one number.
    private static int backend(Database database, String sql) {
        return Ask.number(database, sql);
    }

    private static void assertUnavailable(Database database) {
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> backend(database, SLEEP))
                .withMessageStartingWith("the database is not available: ");
    }

    private int connections() throws SQLException {
        var count = postgres.query("select count(*) from pg_stat_activity"
                + " where usename = 'kontor_app' and datname = current_database()");
        return Integer.parseInt(count.getFirst());
    }

    private void awaitSleeper() throws SQLException, InterruptedException {
        while (postgres.query("select from pg_stat_activity where datname = current_database()"
                        + " and usename = 'kontor_app' and wait_event = 'PgSleep'")
                .isEmpty()) {
            Thread.sleep(10);
        }
    }

    private void awaitConnections(int expected) throws SQLException, InterruptedException {
        while (connections() != expected) {
            Thread.sleep(200);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
