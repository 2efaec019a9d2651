package dev.kontor.shares;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.migrations.testing.ChildProcess;
import dev.kontor.migrations.testing.PgBouncer;
import dev.kontor.migrations.testing.Repetitions;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.testing.Invariants;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Races on one share, in several processes.
@Timeout(120)
@Tag("slow")
final class SharesRacesTest {

    private static final int PROCESSES = 4;
    private static final int THREADS = 16;
    private static final int ROUNDS = Repetitions.of(2, 10);

    private final Store store = Store.open();
    private final Store elsewhere = Store.on(store.postgres());

    private UUID file;

    @BeforeEach
    void fill() {
        var made = store.file("file", null);
        store.upload(made, 1, 5);
        file = made.id();
    }

    @AfterEach
    void close() throws SQLException {
        Invariants.assertHold(store.postgres());
        store.close();
        elsewhere.close();
    }

    /// Seen to go wrong elsewhere: a race passes the download limit.
    @Test
    void sixteenThreadsOfFourProcessesNeverPassTheLimit() throws SQLException {
        downloadInProcesses(store.postgres().environment());
    }

    @Test
    void theSameThroughATransactionPooler() throws IOException, InterruptedException, SQLException {
        PgBouncer.assumeInstalled();
        try (var bouncer = PgBouncer.start(store.postgres())) {
            var environment = new HashMap<>(store.postgres().environment());
            environment.put("DATABASE_URL", new TestDatabase(store.postgres().name(), bouncer.port()).url());
            environment.put("DATABASE_PASSWORD", PgBouncer.PASSWORD);
            downloadInProcesses(environment);
        }
    }

    private void downloadInProcesses(Map<String, String> environment) throws SQLException {
        var share = share(null, 100);
        var lines = inProcesses(environment, share.token(), "25");

        assertThat(Collections.frequency(lines, "OK")).isEqualTo(100);
        assertThat(Collections.frequency(lines, "RESOURCE_NOT_FOUND"))
                .isEqualTo(PROCESSES * SharesProcess.THREADS * 25 - 100);
        assertThat(store.postgres().query("select download_count from shares")).containsExactly("100");
    }

    @Test
    void guessesOfManyProcessesAtOnceAreNoMoreThanThoseOfOne() throws SQLException {
        var share = share(Passwords.hash("right"), null);
        var lines = inProcesses(store.postgres().environment(), share.token(), "20", "wrong");

        assertThat(Collections.frequency(lines, "PERMISSION_DENIED")).isEqualTo(Limits.PASSWORD_ATTEMPTS_MAX);
        assertThat(Collections.frequency(lines, "RATE_LIMIT_EXCEEDED"))
                .isEqualTo(PROCESSES * SharesProcess.THREADS * 20 - Limits.PASSWORD_ATTEMPTS_MAX);
    }

    private static List<String> inProcesses(Map<String, String> environment, String... arguments) {
        var lines = new ArrayList<String>();
        var children = new ArrayList<ChildProcess>();
        try {
            for (var number = 0; number < PROCESSES; number++) {
                children.add(ChildProcess.start(SharesProcess.class, environment, arguments));
            }
            for (var child : children) {
                lines.addAll(child.lines());
            }
        } finally {
            children.forEach(ChildProcess::close);
        }
        return lines;
    }

    @Test
    void theLastDownloadIsGivenOnce() {
        for (var round = 0; round < ROUNDS; round++) {
            var token = share(null, 1).token();

            var results = Race.of(THREADS, number -> at(number).download(token, null, null));

            assertThat(results).filteredOn(Result.Ok.class::isInstance).hasSize(1);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(result -> code(result) == ErrorCode.RESOURCE_NOT_FOUND);
        }
    }

    @Test
    void rightPasswordsAtOnceAllComeBack() throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var token = share(Passwords.hash("right"), null).token();

            var results = Race.of(THREADS, number -> at(number).download(token, "right", null));

            assertThat(results)
                    .filteredOn(Result.Ok.class::isInstance)
                    .hasSizeGreaterThanOrEqualTo(Limits.PASSWORD_ATTEMPTS_MAX);
            assertThat(results)
                    .filteredOn(Result.Err.class::isInstance)
                    .allMatch(result -> code(result) == ErrorCode.RATE_LIMIT_EXCEEDED);
        }
        assertThat(store.postgres().query("select from shares where attempts_forgotten_at > now()"))
                .isEmpty();
    }

    @Test
    void wrongPasswordsCountWhileRightOnesComeBack() {
        for (var round = 0; round < ROUNDS; round++) {
            var token = share(Passwords.hash("right"), null).token();

            var results =
                    Race.of(THREADS, number -> at(number).download(token, number % 2 == 0 ? "right" : "wrong", null));

            var looked = results.stream()
                    .filter(Result.Err.class::isInstance)
                    .filter(result -> code(result) == ErrorCode.PERMISSION_DENIED)
                    .count();
            var left = 0;
            while (code(at(0).download(token, "wrong", null)) == ErrorCode.PERMISSION_DENIED) {
                left++;
            }
            assertThat(looked + left).isEqualTo(Limits.PASSWORD_ATTEMPTS_MAX);
        }
    }

    private Share share(@Nullable PasswordHash hash, @Nullable Integer maxDownloads) {
        var share = new NewShare(file, null, hash, null, maxDownloads);
        return value(store.shares().create(USER, share));
    }

    private Shares at(int number) {
        return (number % 2 == 0 ? store : elsewhere).shares();
    }
}
