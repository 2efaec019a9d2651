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

/// The one mechanism behind the header `Idempotency-Key` (contract, section 3). Thread-safe.
///
/// Work, key and answer are one transaction: there is no moment at which one of them is there
/// without the others. Two requests with one key cannot both get through, whatever happens in
/// between: the row of a key is unique, and who finds it taken is rolled back with all its work and
/// answered as the first was. An advisory lock comes first, so that the second is refused at once
/// and need not wait.
public final class IdempotencyKeys {

    /// The first of the lock's two numbers, beside [dev.kontor.tree.TreeLock]'s; the second is made
    /// from the key. Two keys that share it are refused at worst when they are used at once.
    private static final int KEYS = 2;

    private static final RowMapper<Optional<String>> EARLIER_ANSWER =
            row -> Optional.ofNullable(row.getString("answer"));

    private final Database database;

    public IdempotencyKeys(Database database) {
        this.database = database;
    }

    /// Does the work, or gives the answer of the time it was done for this key. Only success uses a
    /// key up. `IDEMPOTENCY_KEY_REUSED` when the key came with another request before, `CONFLICT`
    /// while that request is under way.
    ///
    /// @param work whatever it does with the same [Database] is part of the transaction; it may be
    ///   run again from the start, as [Database#transact] says
    /// @param write makes a text of its answer, to be kept
    /// @param replay makes an answer to the repetition of that text
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

    /// Deletes keys that are older than [Limits#IDEMPOTENCY_KEY_LIFETIME], the oldest first, at most
    /// [Limits#PURGE_ROWS_PER_STATEMENT] of them: a statement that is short however many there are.
    ///
    /// @return how many
    public Result<Integer> deleteExpired() {
        return expiring(IdempotencyKeysSql.DELETE_EXPIRED)
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .execute();
    }

    /// How long the oldest expired key has been expired; zero where there is none.
    public Result<Duration> oldestWaiting() {
        return expiring(IdempotencyKeysSql.OLDEST_WAITING).one(row -> seconds(row, "seconds"));
    }

    /// The answer of a request with this key that the claim missed. Its work may be the very reason
    /// of this one's refusal: credits that it took, a name that it has.
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
