package dev.kontor.idempotency;

import static dev.kontor.testing.Store.OTHER_USER;
import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.untilNotUnderWay;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.Sha256;
import dev.kontor.shared.database.DatabaseUnavailableException;
import dev.kontor.shared.database.Query;
import dev.kontor.tags.NewTag;
import dev.kontor.testing.Race;
import dev.kontor.testing.Store;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The work of these requests is to make a tag, and its name is the answer. A replay says so.
@Timeout(60)
final class IdempotencyTest {

    private static final KeyedRequest REQUEST = request(USER, "CreateTag", "key", "a body");

    private final Store store = Store.open();
    private final IdempotencyKeys keys = store.idempotencyKeys();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aRequestThatComesAgainIsAnsweredAgainAndItsWorkDoneOnce() throws SQLException {
        assertThat(value(once(REQUEST, tag("red")))).isEqualTo("red");
        for (var i = 0; i < 3; i++) {
            assertThat(value(once(REQUEST, tag("red")))).isEqualTo("replay of red");
        }

        assertThat(tags()).containsExactly("red");
        assertThat(count("idempotency_keys")).isEqualTo(1);
    }

    @Test
    void aKeyThatComesWithAnotherRequestIsRefused() throws SQLException {
        value(once(REQUEST, tag("red")));

        var other = request(USER, "CreateTag", "key", "another body");
        assertThat(code(once(other, tag("blue")))).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED);

        assertThat(tags()).containsExactly("red");
        assertThat(value(once(REQUEST, tag("red")))).isEqualTo("replay of red");
    }

    @Test
    void aKeyIsOfOneUserAndOneOperation() throws SQLException {
        value(once(REQUEST, tag("red")));

        var others = List.of(
                request(OTHER_USER, "CreateTag", "key", "a body"),
                request(USER, "CreateFile", "key", "another body"),
                request(USER, "CreateTag", "KEY", "a body"),
                request(USER, "CreateTag", "key ", "a body"));
        for (var other : others) {
            assertThat(value(once(other, tag("tag of " + other)))).isEqualTo("tag of " + other);
        }
        assertThat(count("tags")).isEqualTo(1 + others.size());
        assertThat(value(once(REQUEST, tag("red")))).isEqualTo("replay of red");
    }

    @Test
    void aKeyAndItsAnswerMayBeAsLongAsTheirLimits() {
        var longest = request(
                "u".repeat(Limits.USER_ID_CHARACTERS),
                "o".repeat(100),
                "~".repeat(Limits.IDEMPOTENCY_KEY_CHARACTERS),
                "a body");
        var answer = "x".repeat(Limits.RESPONSE_BYTES_MAX);

        assertThat(value(once(longest, () -> Result.ok(answer)))).isEqualTo(answer);
        assertThat(value(once(longest, tag("red")))).isEqualTo("replay of " + answer);
    }

    @Test
    void onlyASuccessUsesAKeyUp() throws SQLException {
        Supplier<Result<String>> refused = () -> tag("red").get().flatMap(done -> Result.err(ErrorCode.CONFLICT, "no"));
        assertThat(code(once(REQUEST, refused))).isEqualTo(ErrorCode.CONFLICT);
        Supplier<Result<String>> refusedByTheDatabase =
                () -> tag("red").get().flatMap(done -> tag("red").get());
        assertThat(code(once(REQUEST, refusedByTheDatabase))).isEqualTo(ErrorCode.DUPLICATE_ENTRY);
        Supplier<Result<String>> failing = () -> {
            value(tag("red").get());
            throw new IllegalStateException("a bug");
        };
        assertThatThrownBy(() -> once(REQUEST, failing)).hasMessage("a bug");

        assertThat(tags()).isEmpty();
        assertThat(count("idempotency_keys")).isZero();
        // With another body too.
        var other = request(USER, "CreateTag", "key", "another body");
        assertThat(value(once(other, tag("red")))).isEqualTo("red");
    }

    @Test
    void anAnswerThatCannotBeWrittenUsesNothingUp() throws SQLException {
        assertThatThrownBy(() -> keys.once(
                        REQUEST,
                        tag("red"),
                        answer -> {
                            throw new IllegalStateException("a bug");
                        },
                        stored -> stored))
                .hasMessage("a bug");

        assertThat(tags()).isEmpty();
        assertThat(value(once(REQUEST, tag("red")))).isEqualTo("red");
    }

    @Test
    void whileTheFirstIsUnderWayTheSecondIsRefusedAtOnce() throws SQLException {
        var isAtWork = new CountDownLatch(1);
        var isOver = new CountDownLatch(1);

        var results = Race.<Result<String>>between(
                () -> once(REQUEST, () -> {
                    var made = tag("red").get();
                    isAtWork.countDown();
                    await(isOver);
                    return made;
                }),
                () -> {
                    await(isAtWork);
                    try {
                        // Who waited here for the first would wait for ever.
                        var again = once(REQUEST, tag("red"));
                        var other = request(USER, "CreateTag", "key", "another body");
                        assertThat(code(once(other, tag("blue")))).isEqualTo(ErrorCode.CONFLICT);
                        var otherKey = request(USER, "CreateTag", "key 2", "a body");
                        assertThat(value(once(otherKey, tag("green")))).isEqualTo("green");
                        return again;
                    } finally {
                        isOver.countDown();
                    }
                });

        assertThat(value(results.getFirst())).isEqualTo("red");
        assertThat(results.getLast())
                .isEqualTo(Result.err(
                        ErrorCode.CONFLICT,
                        "The first request with this Idempotency-Key is still under way;" + " try again"));
        assertThat(value(once(REQUEST, tag("red")))).isEqualTo("replay of red");
        assertThat(tags()).containsExactly("green", "red");
    }

    @Test
    void ofManyRequestsWithOneKeyAtOnceOneDoesTheWork() throws SQLException {
        for (var round = 0; round < 20; round++) {
            var name = "tag " + round;
            var request = request(USER, "CreateTag", name, "a body");

            var answers = Race.of(16, number -> value(untilNotUnderWay(() -> once(request, tag(name)))));

            assertThat(answers).filteredOn(name::equals).hasSize(1);
            assertThat(answers).filteredOn(("replay of " + name)::equals).hasSize(15);
        }
        assertThat(count("tags")).isEqualTo(20);
        assertThat(count("idempotency_keys")).isEqualTo(20);
    }

    @Test
    void aKeyIsKeptForADayAndThenIsNewAgain() throws SQLException {
        value(once(REQUEST, tag("red")));

        age("key", "interval '24 hours' - interval '1 minute'");
        assertThat(value(once(REQUEST, tag("red")))).isEqualTo("replay of red");

        age("key", "interval '2 minutes'");
        var other = request(USER, "CreateTag", "key", "another body");
        assertThat(value(once(other, tag("blue")))).isEqualTo("blue");
        assertThat(value(once(other, tag("blue")))).isEqualTo("replay of blue");
        assertThat(code(once(REQUEST, tag("red")))).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(count("idempotency_keys")).isEqualTo(1);
    }

    @Test
    void onlyExpiredKeysAreDeletedTheOldestFirst() throws SQLException {
        var left = 7;
        store.postgres().execute("""
            insert into idempotency_keys (user_id, operation, key, fingerprint, answer, created_at)
            select 'ann', 'CreateTag', 'old ' || i, repeat('0', 64), '',
              now() - interval '25 hours' - i * interval '1 second'
            from generate_series(1, %d) as i
            union all
            select 'ann', 'CreateTag', 'new ' || i, repeat('0', 64), '',
              now() - interval '24 hours' + i * interval '1 minute'
            from generate_series(1, 3) as i
            """.formatted(Limits.PURGE_ROWS_PER_STATEMENT + left));

        assertThat(value(keys.deleteExpired())).isEqualTo(Limits.PURGE_ROWS_PER_STATEMENT);
        assertThat(store.postgres().query("select key from idempotency_keys order by 1"))
                .containsExactly(
                        "new 1", "new 2", "new 3", "old 1", "old 2", "old 3", "old 4", "old 5", "old 6", "old 7");
        assertThat(value(keys.deleteExpired())).isEqualTo(left);
        assertThat(value(keys.deleteExpired())).isZero();
        assertThat(count("idempotency_keys")).isEqualTo(3);
    }

    @Test
    void anExpiredKeyIsUsedAgainWhileItIsDeleted() throws SQLException {
        for (var round = 0; round < 10; round++) {
            var name = "tag " + round;
            var request = request(USER, "CreateTag", name, "a body");
            value(once(request, () -> Result.ok("of yesterday")));
            age(name, "interval '25 hours'");

            var results = Race.<Object>between(
                    () -> value(keys.deleteExpired()),
                    () -> value(untilNotUnderWay(() -> once(request, tag(name)))),
                    () -> value(keys.deleteExpired()));

            assertThat(results.get(1)).isEqualTo(name);
            assertThat(value(once(request, tag(name)))).isEqualTo("replay of " + name);
        }
    }

    /// The claim of a request may miss another that commits at that moment. The moment cannot be
    /// met reliably, so here the other commits after the claim, when the work of the first is done.
    @Test
    void whatTheClaimMissedIsFoundBeforeTheWorkIsDoneTwice() throws SQLException {
        var result = once(REQUEST, () -> {
            var made = tag("red").get();
            commitFirst(REQUEST, "the first's answer");
            return made;
        });

        assertThat(value(result)).isEqualTo("replay of the first's answer");
        assertThat(tags()).isEmpty();
        assertThat(count("idempotency_keys")).isEqualTo(1);
    }

    /// The work of the first is the reason why that of the second fails: it took the name or the
    /// credits.
    @Test
    void whoIsRefusedForWhatItsOwnFirstRequestDidIsAnsweredAsThatWas() throws SQLException {
        var result = once(REQUEST, () -> {
            commitFirst(REQUEST, "the first's answer");
            return Result.err(ErrorCode.INSUFFICIENT_CREDITS, "taken");
        });

        assertThat(value(result)).isEqualTo("replay of the first's answer");
        assertThat(count("idempotency_keys")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheClaimMissedMayHaveBeenAnotherRequest(boolean isRefused) throws SQLException {
        var other = request(USER, "CreateTag", "key", "another body");
        var result = once(REQUEST, () -> {
            var made = tag("red").get();
            commitFirst(other, "the other's answer");
            return isRefused ? Result.err(ErrorCode.RESOURCE_NOT_FOUND, "no") : made;
        });

        assertThat(code(result)).isEqualTo(isRefused ? ErrorCode.RESOURCE_NOT_FOUND : ErrorCode.CONFLICT);
        assertThat(tags()).isEmpty();
        assertThat(code(once(REQUEST, tag("red")))).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void aBackendThatIsKilledAfterTheWorkLeavesNeitherWorkNorKey() throws SQLException {
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> once(REQUEST, () -> {
                    var made = tag("red").get();
                    kill(ownBackend());
                    return made;
                }));

        assertThat(tags()).isEmpty();
        assertThat(count("idempotency_keys")).isZero();
        assertThat(value(untilNotUnderWay(() -> once(REQUEST, tag("red"))))).isEqualTo("red");
    }

    private Result<String> once(KeyedRequest request, Supplier<Result<String>> work) {
        return keys.once(request, work, answer -> answer, stored -> "replay of " + stored);
    }

    private Supplier<Result<String>> tag(String name) {
        return () -> store.tags().create(USER, new NewTag(name, null)).map(tag -> tag.name());
    }

    private static KeyedRequest request(String user, String operation, String key, String body) {
        return new KeyedRequest(user, operation, key, Sha256.hex(body));
    }

    /// Stores the answer of a request as another process would, which held the key's lock until
    /// now.
    private void commitFirst(KeyedRequest request, String answer) {
        try (var connection = store.postgres().connect();
                var insert = connection.prepareStatement("""
                    insert into idempotency_keys (user_id, operation, key, fingerprint, answer)
                    values (?, ?, ?, ?, ?)
                    """)) {
            insert.setString(1, request.userId());
            insert.setString(2, request.operation());
            insert.setString(3, request.key());
            insert.setString(4, request.fingerprint());
            insert.setString(5, answer);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private int ownBackend() {
        var backend = new Query("test.backend", "select pg_backend_pid()");
        return value(store.database().query(backend).one(row -> row.getInt(1)));
    }

    private void kill(int backend) {
        try {
            store.postgres().query("select pg_terminate_backend(%d, 5000)".formatted(backend));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void age(String key, String by) throws SQLException {
        store.postgres()
                .execute("update idempotency_keys set created_at = created_at - (%s) where key = '%s'"
                        .formatted(by, key));
    }

    private List<String> tags() throws SQLException {
        return store.postgres().query("select name from tags order by name");
    }

    private int count(String table) throws SQLException {
        return Integer.parseInt(
                store.postgres().query("select count(*) from " + table).getFirst());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
