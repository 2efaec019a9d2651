package dev.kontor.credits;

import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The data access of holds: credits that are reserved for work whose price is known only afterwards.
/// A hold is settled, released, or expires; each of these once. Thread-safe.
public final class Holds {

    private final Database database;
    private final Expiry expiry;

    public Holds(Database database) {
        this.database = database;
        this.expiry = new Expiry(database);
    }

    /// Reserves credits. `INSUFFICIENT_CREDITS` when fewer are available.
    public Result<HeldCredits> create(String userId, NewHold hold) {
        return create(HoldsSql.HOLD, userId, hold)
                .flatMap(held -> expiry.decided(held, userId, () -> create(HoldsSql.HOLD_GRANTS, userId, hold)));
    }

    private Result<Optional<HeldCredits>> create(Query query, String userId, NewHold hold) {
        return database.query(query)
                .bind("user_id", userId)
                .bind("created_by", hold.createdBy())
                .bind("amount", hold.amount())
                .bind("app_id", hold.appId())
                .bind("description", hold.description())
                .bind("metadata", hold.metadata().text())
                .bind("seconds", hold.lifetime().toSeconds())
                .oneOrRefusal(Expiry.ifDecided(CreditRowSql.HELD_CREDITS));
    }

    public Result<Page<Hold>> list(ListRequest<HoldFilter> request) {
        var status = request.filter().status();
        return expiry.upToDate(
                request.userId(),
                () -> database.query(HoldsSql.LIST, request)
                        .filter(HoldsSql.OF_STATUS, "status", status == null ? null : status.toString())
                        .page(CreditRowSql.HOLD));
    }

    /// Takes what the work cost, and gives back the rest. A hold that was settled with the same amount
    /// stays as it is. `INSUFFICIENT_CREDITS` when the work cost more than was held and is available:
    /// the hold stays open then. `CONFLICT` when it has ended otherwise. `RESOURCE_NOT_FOUND` when the
    /// caller can know of no such hold, and `PERMISSION_DENIED` when only a service may end it.
    ///
    /// @param amount whole credits, above 0; null for all that is held
    /// @param description of the usage; null for that of the hold
    public Result<Settlement> settle(HoldCaller caller, UUID id, @Nullable Long amount, @Nullable String description) {
        var tried = database.query(HoldsSql.SETTLE)
                .bind("id", id)
                .bind("caller", caller.userId())
                .bind("is_service", caller.isService())
                .bind("amount", amount)
                .bind("description", description)
                .optional(CreditRowSql.SETTLEMENT);
        return tried.flatMap(settled -> settled.map(Result::ok)
                .orElseGet(() -> locked(caller, id, userId -> settleLocked(userId, id, amount, description))));
    }

    private Result<Settlement> settleLocked(
            String userId, UUID id, @Nullable Long amount, @Nullable String description) {
        return database.query(HoldsSql.SETTLE_GRANTS)
                .bind("user_id", userId)
                .bind("id", id)
                .bind("amount", amount)
                .bind("description", description)
                .oneOrRefusal(CreditRowSql.SETTLEMENT);
    }

    /// Gives back all that is held. A hold that was released, or has expired, stays as it is.
    /// `CONFLICT` when it was settled; otherwise as [#settle].
    public Result<HeldCredits> release(HoldCaller caller, UUID id) {
        return locked(
                caller,
                id,
                userId -> database.query(HoldsSql.RELEASE)
                        .bind("user_id", userId)
                        .bind("id", id)
                        .oneOrRefusal(CreditRowSql.HELD_CREDITS));
    }

    /// Locks the balance that a hold is of, and brings it up to date first.
    private <T> Result<T> locked(HoldCaller caller, UUID id, Function<String, Result<T>> work) {
        return database.transact(() -> database.query(HoldsSql.LOCK)
                .bind("id", id)
                .bind("caller", caller.userId())
                .bind("is_service", caller.isService())
                .oneOrRefusal(Expiry.LOCKED)
                .flatMap(locked -> expiry.write(locked).flatMap(done -> work.apply(locked.userId()))));
    }
}
