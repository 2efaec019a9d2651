package dev.kontor.credits;

import dev.kontor.shared.Done;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import java.util.Optional;
import java.util.function.Supplier;

/// What holds and grants lose by the passing of time. No job is needed for it to be true: whoever
/// reads or changes a balance first writes what has expired, as of the moment at which it did.
/// Thread-safe.
final class Expiry {

    /// A balance that is locked.
    record LockedBalance(String userId, boolean isDue) {}

    static final RowMapper<LockedBalance> LOCKED =
            row -> new LockedBalance(row.getString("user_id"), row.getBoolean("is_due"));

    private static final Result<?> DUE = Refusal.EXPIRY_DUE.result();
    private static final Result<Boolean> MORE = Result.ok(true);

    private final Database database;

    Expiry(Database database) {
        this.database = database;
    }

    /// Reads something of a user that must be up to date: the statement has `<refusal_if_due>`. The
    /// transaction that writes what is due reads again, since time stands still in it.
    <T> Result<T> upToDate(String userId, Supplier<Result<T>> read) {
        var result = read.get();
        return result.equals(DUE) ? locked(userId, read) : result;
    }

    /// The result of a statement that is undecided, and did nothing, where something expires
    /// ([CreditsSql]): what another statement makes of the balance once it is locked.
    <T> Result<T> decided(Optional<T> tried, String userId, Supplier<Result<Optional<T>>> locked) {
        return tried.map(Result::ok).orElseGet(() -> locked(userId, locked).map(Optional::orElseThrow));
    }

    /// Maps a row to nothing where the statement is undecided.
    static <T> RowMapper<Optional<T>> ifDecided(RowMapper<T> mapper) {
        return row -> row.getObject("id") == null ? Optional.empty() : Optional.of(mapper.map(row));
    }

    /// Does something in a transaction that has locked the user's balance and brought it up to date.
    <T> Result<T> locked(String userId, Supplier<Result<T>> work) {
        return database.transact(() -> database.query(ExpirySql.LOCK)
                .bind("user_id", userId)
                .optional(LOCKED)
                .flatMap(locked -> locked.map(this::write).orElse(Result.ok(Done.DONE)))
                .flatMap(done -> work.get()));
    }

    /// Writes what has expired, within the transaction that has locked the balance.
    Result<Done> write(LockedBalance balance) {
        var isDue = Result.ok(balance.isDue());
        while (isDue.equals(MORE)) {
            isDue = database.query(ExpirySql.WRITE)
                    .bind("user_id", balance.userId())
                    .bind("limit", Limits.HOLDS_ENDED_AT_ONCE)
                    .one(row -> row.getBoolean("may_have_more"));
        }
        return isDue.map(done -> Done.DONE);
    }
}
