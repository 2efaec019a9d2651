package dev.kontor.idempotency;

import static dev.kontor.shared.database.Columns.seconds;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.BoundQuery;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The header `Idempotency-Key` (`docs/api.md`, decision 0012). Thread-safe.
///
/// Work, key and answer are one transaction, so none of them ever exists without the others. Two
/// requests with one key cannot both succeed: the row of a key is unique. The request that finds it
/// taken is rolled back with all its work, and gets the answer of the first. An advisory lock comes
/// before that, so that a second request is refused at once and need not wait.
public final class IdempotencyKeys {

    /// The first of the lock's two numbers; [dev.kontor.tree.TreeLock] has another. The second is
    /// made from the key. When two keys share a number and are used at once, one is refused, at
    /// worst.
    private static final int KEYS = 2;

    private static final RowMapper<Optional<String>> EARLIER_ANSWER =
            row -> Optional.ofNullable(row.getString("answer"));

    private final Database database;

    public IdempotencyKeys(Database database) {
        this.database = database;
    }

    /// Does the work, or repeats its answer if it was done for this key before. Only success uses
    /// up a key. `IDEMPOTENCY_KEY_REUSED` when the key came with a different request before,
    /// `CONFLICT` while the first request is under way.
    ///
    /// @param work its statements on the same [Database] join the transaction; it may run again
    ///   from the start, as [Database#transact] says
    /// @param write converts its answer into the text that is kept
    /// @param replay converts that text into the answer to a repetition
    public <T> Result<T> once(
            KeyedRequest request, Supplier<Result<T>> work, Function<T, String> write, Function<String, T> replay) {
        Supplier<Result<T>> keptWork = () -> work.get().flatMap(answer -> keep(request, answer, write));
        var result = database.transact(() -> claim(request)
                .flatMap(earlier -> earlier.map(replay).map(Result::ok).orElseGet(keptWork)));
        return switch (result) {
            case Result.Ok<T> ok -> ok;
            case Result.Err<T> refusal -> lookedAgain(request, replay).orElse(refusal);
        };
    }

    /// Deletes keys that are older than [Limits#IDEMPOTENCY_KEY_LIFETIME]: the oldest first, at
    /// most [Limits#PURGE_ROWS_PER_STATEMENT] of them, so that the statement is short.
    ///
    /// @return how many keys it deleted
    public Result<Integer> deleteExpired() {
        return expiring(IdempotencyKeysSql.DELETE_EXPIRED).execute();
    }

    /// The time since the oldest expired key expired; zero when there is none.
    public Result<Duration> oldestWaiting() {
        return expiring(IdempotencyKeysSql.OLDEST_WAITING).one(row -> seconds(row, "seconds"));
    }

    /// Looks for the answer of a request with this key that the claim missed. The work of that
    /// request may be the reason why this one was refused: it took the credits, or the name.
    private <T> Optional<Result<T>> lookedAgain(KeyedRequest request, Function<String, T> replay) {
        return switch (claim(request)) {
            case Result.Err<Optional<String>> refusal -> Optional.empty();
            case Result.Ok<Optional<String>>(var earlier) -> earlier.map(replay).map(Result::ok);
        };
    }

    private Result<Optional<String>> claim(KeyedRequest request) {
        return keyed(IdempotencyKeysSql.CLAIM, request).bind("key_lock", KEYS).oneOrRefusal(EARLIER_ANSWER);
    }

    private <T> Result<T> keep(KeyedRequest request, T answer, Function<T, String> write) {
        return keyed(IdempotencyKeysSql.KEEP, request)
                .bind("answer", write.apply(answer))
                .execute()
                .flatMap(rows -> rows == 1 ? Result.ok(answer) : Refusal.KEY_IN_USE.result());
    }

    private BoundQuery keyed(Query query, KeyedRequest request) {
        return expiring(query)
                .bind("user_id", request.userId())
                .bind("operation", request.operation())
                .bind("key", request.key())
                .bind("fingerprint", request.fingerprint());
    }

    private BoundQuery expiring(Query query) {
        return database.query(query).bind("kept_seconds", Limits.IDEMPOTENCY_KEY_LIFETIME.toSeconds());
    }
}
