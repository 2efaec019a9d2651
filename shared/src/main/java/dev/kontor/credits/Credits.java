package dev.kontor.credits;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.optionalUuid;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.JsonText;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// The data access of credits. One statement changes a balance and writes the row of the ledger
/// that explains the change, so a balance is always the sum of its transactions
/// (`docs/invariants.md`). Thread-safe.
///
/// Amounts are whole credits. A balance never becomes negative (`INSUFFICIENT_CREDITS`), nor larger
/// than [dev.kontor.shared.Limits#CREDITS_MAX] (`CONFLICT`).
public final class Credits {

    /// The keys that transactions can be sorted by.
    public static final Set<SortKey> SORTS = Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT));

    private static final Balance NONE = new Balance(0, 0, null);

    private static final RowMapper<Balance> BALANCE =
            row -> new Balance(row.getLong("balance"), row.getLong("version"), instant(row, "updated_at"));

    private static final RowMapper<Transaction> TRANSACTION = row -> new Transaction(
            uuid(row, "id"),
            TransactionType.of(row.getString("type")),
            row.getLong("amount"),
            row.getLong("balance_after"),
            row.getString("app_id"),
            row.getString("description"),
            new JsonText(row.getString("metadata")),
            optionalUuid(row, "refunded_transaction_id"),
            instant(row, "created_at"));

    private static final RowMapper<Entry> ENTRY = row -> new Entry(TRANSACTION.map(row), BALANCE.map(row));

    private final Database database;

    public Credits(Database database) {
        this.database = database;
    }

    /// Reads a user's balance; 0 for a user who never had credits, or is unknown.
    public Result<Balance> balance(String userId) {
        return database.query(CreditsSql.BALANCE)
                .bind("user_id", userId)
                .optional(BALANCE)
                .map(found -> found.orElse(NONE));
    }

    public Result<Page<Transaction>> transactions(ListRequest<TransactionFilter> request) {
        var type = request.filter().type();
        return database.query(CreditsSql.TRANSACTIONS, request)
                .filter(CreditsSql.OF_TYPE, "type", type == null ? null : type.toString())
                .page(TRANSACTION);
    }

    /// Adds credits to a balance, or takes credits from it. `CONFLICT` when the balance does not
    /// have the expected version (S10).
    public Result<Entry> add(String userId, NewTransaction transaction) {
        var query = transaction.amount() < 0 ? CreditsSql.DEBIT : CreditsSql.CREDIT;
        return database.query(query)
                .bind("user_id", userId)
                .bind("type", transaction.type().toString())
                .bind("amount", transaction.amount())
                .bind("app_id", transaction.appId())
                .bind("description", transaction.description())
                .bind("metadata", transaction.metadata().text())
                .bind("expected_version", transaction.expectedVersion())
                .oneOrRefusal(ENTRY);
    }

    /// Refunds a usage to its user, as a transaction of the same app. `RESOURCE_NOT_FOUND` when
    /// there is no such transaction; `CONFLICT` when it is not a usage, or when the amount exceeds
    /// what earlier refunds have left of it.
    public Result<Entry> refund(NewRefund refund) {
        return database.transact(() -> lockUsage(refund).flatMap(userId -> refund(userId, refund)));
    }

    /// @return the id of the user whose usage it is
    private Result<String> lockUsage(NewRefund refund) {
        return database.query(CreditsSql.LOCK_USAGE)
                .bind("transaction_id", refund.transactionId())
                .one(row -> row.getString("user_id"), Refusal.NO_TRANSACTION);
    }

    private Result<Entry> refund(String userId, NewRefund refund) {
        return database.query(CreditsSql.REFUND)
                .bind("user_id", userId)
                .bind("transaction_id", refund.transactionId())
                .bind("amount", refund.amount())
                .bind("description", refund.description())
                .oneOrRefusal(ENTRY);
    }
}
