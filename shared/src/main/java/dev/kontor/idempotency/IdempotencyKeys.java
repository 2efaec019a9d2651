package dev.kontor.idempotency;

import static dev.kontor.shared.database.Columns.seconds;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/// The one mechanism behind the header `Idempotency-Key` (docs/api.md). Thread-safe.
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

    private static final RowMapper<Result<Optional<String>>> EARLIER_ANSWER =
            Refusal.or((row, context) -> Optional.ofNullable(row.getString("answer")));

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
        Result<T> result = database.transact(transaction -> switch (claim(transaction, request)) {
            case Result.Err<Optional<String>> refusal -> refusal.as();
            case Result.Ok<Optional<String>>(var earlier) ->
                earlier.isPresent()
                        ? Result.ok(replay.apply(earlier.get()))
                        : keep(transaction, request, work.get(), write);
        });
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
        return database.run(handle -> Result.ok(expiring(handle.createUpdate(IdempotencyKeysSql.DELETE_EXPIRED.sql()))
                .bind("limit", Limits.PURGE_ROWS_PER_STATEMENT)
                .execute()));
    }

    /// How long the oldest expired key has been expired; zero where there is none.
    public Result<Duration> oldestWaiting() {
        return database.run(handle -> Result.ok(expiring(handle.createQuery(IdempotencyKeysSql.OLDEST_WAITING.sql()))
                .map((row, context) -> seconds(row, "seconds"))
                .one()));
    }

    /// The answer of a request with this key that the claim missed. Its work may be the very reason
    /// of this one's refusal: credits that it took, a name that it has.
    private <T> Optional<Result<T>> lookedAgain(KeyedRequest request, Function<String, T> replay) {
        return switch (database.run(handle -> claim(handle, request))) {
            case Result.Err<Optional<String>> refusal -> Optional.empty();
            case Result.Ok<Optional<String>>(var earlier) -> earlier.map(replay).map(Result::ok);
        };
    }

    private static Result<Optional<String>> claim(Handle transaction, KeyedRequest request) {
        var statement = expiring(transaction.createQuery(IdempotencyKeysSql.CLAIM.sql()))
                .bind("key_lock", KEYS);
        return bind(statement, request).map(EARLIER_ANSWER).one();
    }

    private static <T> Result<T> keep(
            Handle transaction, KeyedRequest request, Result<T> answer, Function<T, String> write) {
        return answer.flatMap(value -> {
            var statement = expiring(transaction.createUpdate(IdempotencyKeysSql.KEEP.sql()))
                    .bind("answer", write.apply(value));
            var isKept = bind(statement, request).execute() == 1;
            return isKept ? answer : Refusal.KEY_IN_USE.result();
        });
    }

    private static <S extends SqlStatement<S>> S bind(S statement, KeyedRequest request) {
        return statement
                .bind("user_id", request.userId())
                .bind("operation", request.operation())
                .bind("key", request.key())
                .bind("fingerprint", request.fingerprint());
    }

    private static <S extends SqlStatement<S>> S expiring(S statement) {
        return statement.bind("kept_seconds", Limits.IDEMPOTENCY_KEY_LIFETIME.toSeconds());
    }
}
