package dev.kontor.users;

import static dev.kontor.shared.database.Columns.seconds;

import dev.kontor.shared.Done;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.tree.TreeLock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Deletes all that a user has, and gives their rows of the ledger to a pseudonym (decision 0045).
/// Thread-safe.
///
/// An erasure begins with its mark, which commits at once. As long as the mark is there, the user's
/// requests are refused. A transaction of bounded statements then deletes what they had, and at last the
/// mark. A user with more rows than [Limits#ERASURE_TIME] is enough for takes several: each commits what
/// it did, and any caller can go on where another stopped. The order of locks is erasure, tree, purchase,
/// balance.
final class Erasures {

    private static final RowMapper<Boolean> IS_DONE = row -> row.getBoolean("is_done");

    private final Database database;
    private final InstantSource clock;

    Erasures(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Erases a user, or as much of a large one as [Limits#ERASURE_TIME] after the mark is enough for. By
    /// then every process has seen the mark: none knows a user for longer without a look.
    Result<Done> erase(String userId) {
        return mark(userId).flatMap(marked -> transaction(userId)).map(isDone -> Done.DONE);
    }

    /// Goes on with the erasure that has been waiting for the longest time. From then on the others come
    /// first, also when it fails.
    ///
    /// @return how many it went on with: 0 when none waits
    Result<Integer> goOn() {
        return next().flatMap(this::goOn);
    }

    /// The time since the oldest erasure began; zero when there is none.
    Result<Duration> oldestWaiting() {
        return database.query(ErasuresSql.OLDEST_WAITING).one(row -> seconds(row, "seconds"));
    }

    private Result<Optional<String>> next() {
        return database.query(ErasuresSql.NEXT).optional(row -> row.getString("user_id"));
    }

    private Result<Integer> goOn(Optional<String> userId) {
        return userId.isEmpty() ? Result.ok(0) : transaction(userId.get()).map(isDone -> 1);
    }

    private Result<Integer> mark(String userId) {
        return database.query(ErasuresSql.MARK).bind("user_id", userId).execute();
    }

    /// Without a mark, somebody else has ended the erasure meanwhile. What the user has now is a new
    /// beginning.
    ///
    /// @return whether nothing is left
    private Result<Boolean> transaction(String userId) {
        var end = clock.instant().plus(Limits.ERASURE_TIME);
        return database.transact(() -> begin(userId)
                .flatMap(pseudonym ->
                        pseudonym.map(name -> locked(userId, name, end)).orElse(Result.ok(true))));
    }

    private Result<Optional<String>> begin(String userId) {
        return database.query(ErasuresSql.BEGIN).bind("user_id", userId).optional(row -> row.getString("pseudonym"));
    }

    private Result<Boolean> locked(String userId, String pseudonym, Instant end) {
        return TreeLock.holding(database, userId, () -> steps(userId, pseudonym, end));
    }

    /// The time is looked at only after a statement that has left rows of its kind. So each transaction gets
    /// further than the one before, however many kinds it has to pass.
    ///
    /// @return whether nothing is left
    private Result<Boolean> steps(String userId, String pseudonym, Instant end) {
        do {
            for (var query : ErasuresSql.STEPS) {
                while (!isDone(query, userId, pseudonym)) {
                    if (clock.instant().isAfter(end)) {
                        return Result.ok(false);
                    }
                }
            }
        } while (!isEnded(userId));
        return Result.ok(true);
    }

    private boolean isEnded(String userId) {
        return database.query(ErasuresSql.END).bind("user_id", userId).execute().orElseThrow() == 1;
    }

    private boolean isDone(Query query, String userId, String pseudonym) {
        return database.query(query)
                .bind("user_id", userId)
                .bind("pseudonym", pseudonym)
                .one(IS_DONE)
                .orElseThrow();
    }
}
