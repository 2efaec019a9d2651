package dev.kontor.credits;

import dev.kontor.shared.JsonText;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The data access of credits. One statement changes a balance and writes the row of the ledger
/// that explains the change, so a balance is always the sum of its transactions
/// (`docs/invariants.md`). Thread-safe.
///
/// Amounts are whole credits. What is available never becomes negative (`INSUFFICIENT_CREDITS`), and a
/// balance never larger than [dev.kontor.shared.Limits#CREDITS_MAX] (`CONFLICT`).
public final class Credits {

    /// The keys that transactions can be sorted by.
    public static final Set<SortKey> SORTS = Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT));

    private final Database database;
    private final Expiry expiry;

    public Credits(Database database) {
        this.database = database;
        this.expiry = new Expiry(database);
    }

    /// Reads something of a user that shows their balance, such as [dev.kontor.users.Users#me].
    public <T> Result<T> upToDate(String userId, Supplier<Result<T>> read) {
        return expiry.upToDate(userId, read);
    }

    /// Reads a user's balance; 0 for a user who never had credits, or is unknown.
    public Result<Balance> balance(String userId) {
        return expiry.upToDate(
                userId,
                () -> database.query(CreditsSql.BALANCE)
                        .bind("user_id", userId)
                        .oneOrRefusal(row ->
                                row.getObject("balance") == null ? Balance.NONE : CreditRowSql.BALANCE.map(row)));
    }

    public Result<Page<Transaction>> transactions(ListRequest<TransactionFilter> request) {
        var type = request.filter().type();
        return expiry.upToDate(
                request.userId(),
                () -> database.query(CreditsSql.TRANSACTIONS, request)
                        .filter(CreditsSql.OF_TYPE, "type", type == null ? null : type.toString())
                        .page(CreditRowSql.TRANSACTION));
    }

    /// What a user's credits came and went for on each day that has transactions.
    public Result<Summary<Summary.OfDay>> summaryByDay(String userId, Days days) {
        return summary(
                CreditsSql.SUMMARY_BY_DAY,
                userId,
                days,
                row -> new Summary.OfDay(
                        row.getString("key"),
                        row.getLong("used"),
                        row.getLong("refunded"),
                        row.getLong("granted"),
                        row.getLong("removed"),
                        row.getLong("count")));
    }

    /// What a user's credits came and went for with each app that has transactions.
    public Result<Summary<Summary.OfApp>> summaryByApp(String userId, Days days) {
        return summary(
                CreditsSql.SUMMARY_BY_APP,
                userId,
                days,
                row -> new Summary.OfApp(
                        row.getString("key"),
                        row.getLong("used"),
                        row.getLong("refunded"),
                        row.getLong("granted"),
                        row.getLong("removed"),
                        row.getLong("count")));
    }

    private <T extends Record> Result<Summary<T>> summary(Query query, String userId, Days days, RowMapper<T> item) {
        return expiry.upToDate(
                userId,
                () -> database.query(query)
                        .bind("user_id", userId)
                        .bind("begin", days.begin())
                        .bind("end", days.end())
                        .listOrRefusal("count", item)
                        .map(Summary::new));
    }

    /// Adds credits to a balance, or takes credits from what is available of it, first those that
    /// expire first. `CONFLICT` when the balance does not have the expected version (S10).
    public Result<Entry> add(String userId, NewTransaction transaction) {
        return transaction.amount() < 0
                ? add(CreditsSql.DEBIT, CreditsSql.DEBIT_GRANTS, userId, transaction)
                : add(CreditsSql.CREDIT, CreditsSql.CREDIT, userId, transaction);
    }

    private Result<Entry> add(Query query, Query ifUndecided, String userId, NewTransaction transaction) {
        return add(query, userId, transaction)
                .flatMap(entry -> expiry.decided(entry, userId, () -> add(ifUndecided, userId, transaction)));
    }

    private Result<Optional<Entry>> add(Query query, String userId, NewTransaction transaction) {
        return database.query(query)
                .bind("user_id", userId)
                .bind("type", transaction.type().toString())
                .bind("amount", transaction.amount())
                .bind("app_id", transaction.appId())
                .bind("description", transaction.description())
                .bind("metadata", transaction.metadata().text())
                .bind("expected_version", transaction.expectedVersion())
                .bind("expires_at", transaction.expiresAt())
                .oneOrRefusal(Expiry.ifDecided(CreditRowSql.ENTRY));
    }

    /// Takes credits from a balance, as an adjustment: as many as asked for, or as are available.
    ///
    /// @param most whole credits, above 0
    /// @return how many it took
    public Result<Long> takeUpTo(String userId, long most, String description, JsonText metadata) {
        return expiry.locked(
                userId,
                () -> balance(userId)
                        .flatMap(balance -> take(userId, Math.min(most, balance.available()), description, metadata)));
    }

    private Result<Long> take(String userId, long amount, String description, JsonText metadata) {
        var adjustment = new NewTransaction(TransactionType.ADJUSTMENT, -amount, null, description, metadata, null);
        return amount == 0 ? Result.ok(0L) : add(userId, adjustment).map(entry -> amount);
    }

    /// Refunds a usage to its user, as a transaction of the same app. `RESOURCE_NOT_FOUND` when
    /// there is no such transaction; `CONFLICT` when it is not a usage, or when the amount exceeds
    /// what earlier refunds have left of it.
    public Result<Entry> refund(NewRefund refund) {
        return database.transact(() -> lockUsage(refund)
                .flatMap(locked -> expiry.write(locked).flatMap(done -> refund(locked.userId(), refund))));
    }

    private Result<Expiry.LockedBalance> lockUsage(NewRefund refund) {
        return database.query(CreditsSql.LOCK_USAGE)
                .bind("transaction_id", refund.transactionId())
                .one(Expiry.LOCKED, Refusal.NO_TRANSACTION);
    }

    private Result<Entry> refund(String userId, NewRefund refund) {
        return database.query(CreditsSql.REFUND)
                .bind("user_id", userId)
                .bind("transaction_id", refund.transactionId())
                .bind("amount", refund.amount())
                .bind("description", refund.description())
                .oneOrRefusal(CreditRowSql.ENTRY);
    }
}
