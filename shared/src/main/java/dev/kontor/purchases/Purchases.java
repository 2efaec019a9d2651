package dev.kontor.purchases;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.optionalInstant;
import static dev.kontor.shared.database.Columns.optionalUuid;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.credits.Credits;
import dev.kontor.credits.NewTransaction;
import dev.kontor.credits.TransactionType;
import dev.kontor.shared.JsonText;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.BoundQuery;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The data access of purchases. Thread-safe.
///
/// Stripe tells of payments and reversals several times, late, in any order, and at the same time. So
/// [#settle] and [#reverse] first add what they are told to the row of the payment, whose lock they
/// hold from then on. Then they work out what is due from all that was ever told of it. The order of
/// locks is payment, purchase, balance (decision 0037).
public final class Purchases {

    private static final RowMapper<Purchase> PURCHASE = row -> new Purchase(
            uuid(row, "id"),
            uuid(row, "package_id"),
            row.getLong("credits"),
            new Price(row.getLong("price_amount"), row.getString("currency")),
            PurchaseStatus.of(row.getString("status")),
            optionalUuid(row, "transaction_id"),
            row.getLong("recovered"),
            row.getLong("unrecovered"),
            instant(row, "created_at"),
            optionalInstant(row, "completed_at"),
            instant(row, "updated_at"));

    private static final RowMapper<BegunPurchase> BEGUN =
            row -> new BegunPurchase(PURCHASE.map(row), row.getString("payment_link_url"));

    private static final RowMapper<LockedPurchase> LOCKED = row -> new LockedPurchase(
            uuid(row, "id"),
            row.getString("user_id"),
            row.getLong("credits"),
            new Price(row.getLong("price_amount"), row.getString("currency")),
            row.getString("payment_link_id"),
            row.getString("payment_id"),
            optionalUuid(row, "transaction_id"),
            row.getLong("recovered"),
            row.getLong("unrecovered"));

    private final Database database;
    private final Credits credits;

    public Purchases(Database database) {
        this.database = database;
        this.credits = new Credits(database);
    }

    /// Begins to buy a package. `RESOURCE_NOT_FOUND` when no package with this id is sold.
    public Result<BegunPurchase> create(String userId, UUID packageId) {
        return database.query(PurchasesSql.CREATE)
                .bind("user_id", userId)
                .bind("package_id", packageId)
                .oneOrRefusal(BEGUN);
    }

    /// Reads one purchase. `RESOURCE_NOT_FOUND` when there is none, or it belongs to another user.
    public Result<Purchase> get(String userId, UUID id) {
        return database.query(PurchasesSql.GET)
                .bind("user_id", userId)
                .bind("id", id)
                .one(PURCHASE, Refusal.NO_PURCHASE);
    }

    public Result<Page<Purchase>> list(ListRequest<PurchaseFilter> request) {
        return database.query(PurchasesSql.LIST, request).page(PURCHASE);
    }

    /// Gives the credits of a purchase whose payment has arrived, once. What of the payment went back
    /// before is not given, or taken at once. Nothing is given when amount, currency or payment link
    /// are not the purchase's own. `CONFLICT` when the payment has paid for another purchase, or the
    /// balance would exceed its maximum; then nothing is done, and it can be told again.
    public Result<PaymentOutcome> settle(Payment payment) {
        var paymentId = payment.id();
        var purchaseId = payment.purchaseId();
        if (purchaseId == null || paymentId == null) {
            return withoutPurchase(payment);
        }
        return database.transact(() -> {
            var reversed = tell(Reversal.refund(paymentId, 0));
            var purchase = lock(purchaseId);
            return purchase == null ? withoutPurchase(payment) : settle(purchase, payment, paymentId, reversed);
        });
    }

    /// Takes back credits whose payment has gone back: as many as are still there. What was spent
    /// already is noted in the purchase.
    public Result<PaymentOutcome> reverse(Reversal reversal) {
        return database.transact(() -> {
            var reversed = tell(reversal);
            var purchase = lockPaidBy(reversal.paymentId());
            return purchase == null ? Result.ok(PaymentOutcome.OF_NO_CONCERN) : reverse(purchase, reversed);
        });
    }

    private Result<PaymentOutcome> settle(LockedPurchase purchase, Payment payment, String paymentId, long reversed) {
        if (!purchase.price().equals(payment.price())) {
            return Result.ok(PaymentOutcome.OTHER_PRICE);
        }
        if (!purchase.linkId().equals(payment.linkId())) {
            return Result.ok(PaymentOutcome.OTHER_LINK);
        }
        if (purchase.paymentId() != null) {
            var isSame = purchase.paymentId().equals(paymentId);
            return Result.ok(isSame ? PaymentOutcome.ALREADY_SETTLED : PaymentOutcome.PAID_BEFORE);
        }
        if (purchase.due(reversed) == purchase.credits()) {
            return save(purchase.paid(paymentId, null).reversed(purchase.credits(), 0));
        }
        return give(purchase).flatMap(transactionId -> take(purchase.paid(paymentId, transactionId), reversed));
    }

    private Result<PaymentOutcome> reverse(LockedPurchase purchase, long reversed) {
        return purchase.due(reversed) == 0 ? Result.ok(PaymentOutcome.ALREADY_SETTLED) : take(purchase, reversed);
    }

    /// A payment without a purchase of ours. It is somebody's loss if it came through a payment link of
    /// ours; otherwise it is for something else that the operator sells.
    private Result<PaymentOutcome> withoutPurchase(Payment payment) {
        return database.query(PurchasesSql.IS_OWN_LINK)
                .bind("payment_link_id", payment.linkId())
                .one(row -> row.getBoolean("is_own"))
                .map(isOwn -> isOwn ? PaymentOutcome.NO_PURCHASE : PaymentOutcome.OF_NO_CONCERN);
    }

    /// Adds to what was told of a payment, and locks it.
    ///
    /// @return how much of the payment has gone back so far
    private long tell(Reversal reversal) {
        return database.query(PurchasesSql.TELL)
                .bind("payment_id", reversal.paymentId())
                .bind("refunded", reversal.refunded())
                .bind("lost_disputes", reversal.lostDisputes().text())
                .one(row -> row.getLong("reversed"))
                .orElseThrow();
    }

    private @Nullable LockedPurchase lock(UUID id) {
        return found(database.query(PurchasesSql.LOCK).bind("id", id));
    }

    private @Nullable LockedPurchase lockPaidBy(String paymentId) {
        return found(database.query(PurchasesSql.LOCK_PAID).bind("payment_id", paymentId));
    }

    private static @Nullable LockedPurchase found(BoundQuery query) {
        return query.optional(LOCKED).orElseThrow().orElse(null);
    }

    private Result<UUID> give(LockedPurchase purchase) {
        var transaction = new NewTransaction(
                TransactionType.PURCHASE, purchase.credits(), null, "Purchase", metadata(purchase), null);
        return credits.add(purchase.userId(), transaction)
                .map(entry -> entry.transaction().id());
    }

    private Result<PaymentOutcome> take(LockedPurchase purchase, long reversed) {
        var due = purchase.due(reversed);
        var taken = due == 0
                ? Result.ok(0L)
                : credits.takeUpTo(purchase.userId(), due, "Refund of a purchase", metadata(purchase));
        return taken.flatMap(recovered -> save(purchase.reversed(recovered, due - recovered)));
    }

    private Result<PaymentOutcome> save(LockedPurchase purchase) {
        return database.query(PurchasesSql.SAVE)
                .bind("user_id", purchase.userId())
                .bind("id", purchase.id())
                .bind("status", purchase.status().toString())
                .bind("payment_id", Objects.requireNonNull(purchase.paymentId()))
                .bind("transaction_id", purchase.transactionId())
                .bind("recovered", purchase.recovered())
                .bind("unrecovered", purchase.unrecovered())
                .execute()
                .map(rows -> PaymentOutcome.SETTLED);
    }

    private static JsonText metadata(LockedPurchase purchase) {
        return new JsonText("{\"purchaseId\": \"%s\"}".formatted(purchase.id()));
    }
}
