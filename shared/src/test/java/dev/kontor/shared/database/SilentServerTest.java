package dev.kontor.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kontor.migrations.testing.FaultyProxy;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.testing.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A network that swallows packets, at each moment of a connection. The wrapper's time-outs have
/// other units than the driver's, so everything is tried through both.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
@Tag("slow")
final class SilentServerTest {

    private static final String PLAIN = "jdbc:postgresql:";
    private static final String WRAPPED = "jdbc:aws-wrapper:postgresql:";

    @SuppressWarnings("unused")
    private static final String[] URLS = {PLAIN, WRAPPED};

    /// A client that is slow because the machine is.
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final byte[] SSL_IS_WELCOME = {'S'};

    /// HikariCP hands out a connection without a look at it for half a second after its last use.
    private static final int UNTIL_LOOKED_AT_MS = 600;

    private final TestDatabase postgres = TestPostgres.createMigratedDatabase();

    @ParameterizedTest
    @FieldSource("URLS")
    void aWarmConnectionIsGivenUp(String scheme) throws Exception {
        try (var proxy = new FaultyProxy(postgres.port(), "never said");
                var database = new Database(config(scheme, proxy.port(), ""))) {
            select(database, "select 1");
            proxy.fallSilent();
            Thread.sleep(UNTIL_LOOKED_AT_MS);

            assertUnavailableWithin(Limits.POOL_CONNECT_TIMEOUT, () -> select(database, "select 1"));
        }
    }

    @ParameterizedTest
    @FieldSource("URLS")
    void aStatementIsGivenUp(String scheme) throws Exception {
        try (var proxy = new FaultyProxy(postgres.port(), "as silence");
                var database = new Database(config(scheme, proxy.port(), ""))) {
            select(database, "select 1");

            assertUnavailableWithin(Limits.DATABASE_STEP_TIME_MAX, () -> select(database, "select 1 as silence"));
        }
    }

    @ParameterizedTest
    @FieldSource("URLS")
    void aStatementWithATimeOfItsOwnIsGivenUp(String scheme) throws Exception {
        var ownTime = Duration.ofMillis(500);
        try (var proxy = new FaultyProxy(postgres.port(), "as silence");
                var database = new Database(config(scheme, proxy.port(), ""))) {
            select(database, "select 1");

            assertUnavailableWithin(
                    ownTime.plus(Limits.STATEMENT_TIMEOUT),
                    () -> database.transact(() -> {
                        database.allowStatementTime(ownTime);
                        return Result.ok(select(database, "select 1 as silence"));
                    }));
        }
    }

    @ParameterizedTest
    @FieldSource("URLS")
    void aStatementMayTakeTheTimeThatItWasAllowed(String scheme) {
        var longer = Limits.DATABASE_STEP_TIME_MAX.plusSeconds(1);
        try (var database = new Database(config(scheme, postgres.port(), ""))) {
            var one = database.transact(() -> {
                database.allowStatementTime(longer);
                select(database, "select set_config('statement_timeout', '0', true)::int");
                return Result.ok(select(database, "select 1 from pg_sleep(%d)".formatted(longer.toSeconds())));
            });

            assertThat(Store.value(one)).isEqualTo(1);
        }
    }

    /// The driver is asked itself: the pool would give up waiting in any case, and the thread that
    /// connects would hang on.
    @ParameterizedTest
    @FieldSource("URLS")
    void aSignInIsGivenUp(String scheme) throws Exception {
        try (var proxy = new FaultyProxy(postgres.port(), TestDatabase.APP)) {
            assertNoConnection(config(scheme, proxy.port(), ""));
        }
    }

    @ParameterizedTest
    @FieldSource("URLS")
    void anAddressThatNobodyAnswersAtIsGivenUp(String scheme) throws Exception {
        // The kernel drops further requests to connect while nobody takes the first ones.
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var waiting = new ArrayList<Socket>();
            try {
                while (waiting.size() < 10) {
                    var socket = new Socket();
                    waiting.add(socket);
                    socket.connect(full.getLocalSocketAddress(), 200);
                }
            } catch (SocketTimeoutException e) {
                assertNoConnection(config(scheme, full.getLocalPort(), ""));
                return;
            } finally {
                for (var socket : waiting) {
                    socket.close();
                }
            }
        }
        throw new AssertionError("the kernel takes every request to connect");
    }

    @ParameterizedTest
    @FieldSource("URLS")
    void aHandshakeOfTlsIsGivenUp(String scheme) throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> promiseTls(server));

            assertNoConnection(config(scheme, server.getLocalPort(), "?sslmode=require"));
        }
    }

    private static void promiseTls(ServerSocket server) {
        try (var client = server.accept()) {
            client.getOutputStream().write(SSL_IS_WELCOME);
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client gave up.
        }
    }

    private DatabaseConfig config(String scheme, int port, String query) {
        var url = scheme + "//127.0.0.1:" + port + "/" + postgres.name() + query;
        return new DatabaseConfig(url, TestDatabase.APP, "a password", 1);
    }

    private static int select(Database database, String sql) {
        return Ask.number(database, sql);
    }

    private static void assertUnavailableWithin(Duration bound, Runnable action) {
        var begin = System.nanoTime();

        assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(action::run);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(bound.plus(SLACK));
    }

    private static void assertNoConnection(DatabaseConfig config) {
        var begin = System.nanoTime();

        assertThat(catchThrowable(() -> DataSources.of(config).getConnection().close()))
                .isInstanceOf(SQLException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Limits.POOL_CONNECT_TIMEOUT.plus(SLACK));
    }
}
