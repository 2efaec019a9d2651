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
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The data access of credits. A balance and the ledger's row that explains it change in one
/// statement, so a balance is always the sum of its transactions (docs/invariants.md).
/// Thread-safe.
///
/// An amount is a number of whole credits. A balance never becomes negative
/// (`INSUFFICIENT_CREDITS`), nor more than [dev.kontor.shared.Limits#CREDITS_MAX] (`CONFLICT`).
public final class Credits {

    /// What transactions can be sorted by.
    public static final Set<SortKey> SORTS = Collections.unmodifiableSet(EnumSet.of(SortKey.CREATED_AT));

    private static final Balance NONE = new Balance(0, 0, null);

    private static final RowMapper<Balance> BALANCE =
            (row, context) -> new Balance(row.getLong("balance"), row.getLong("version"), instant(row, "updated_at"));

    private static final RowMapper<Transaction> TRANSACTION = (row, context) -> new Transaction(
            uuid(row, "id"),
            TransactionType.of(row.getString("type")),
            row.getLong("amount"),
            row.getLong("balance_after"),
            row.getString("app_id"),
            row.getString("description"),
            new JsonText(row.getString("metadata")),
            optionalUuid(row, "refunded_transaction_id"),
            instant(row, "created_at"));

    private static final RowMapper<Result<Entry>> ENTRY =
            Refusal.or((row, context) -> new Entry(TRANSACTION.map(row, context), BALANCE.map(row, context)));

    private final Database database;

    public Credits(Database database) {
        this.database = database;
    }

    /// A user's balance; 0 for a user who never had credits, or is not known.
    public Result<Balance> balance(String userId) {
        return database.run(handle -> Result.ok(handle.createQuery(CreditsSql.BALANCE.sql())
                .bind("user_id", userId)
                .map(BALANCE)
                .findOne()
                .orElse(NONE)));
    }

    public Result<Page<Transaction>> transactions(ListRequest<TransactionFilter> request) {
        var type = request.filter().type();
        return CreditsSql.TRANSACTIONS.page(
                database, request, statement -> statement.bind("type", Objects.toString(type, null)), TRANSACTION);
    }

    /// Adds to a balance, or takes from it. `CONFLICT` when the balance has another version than
    /// expected (S10).
    public Result<Entry> add(String userId, NewTransaction transaction) {
        var query = transaction.amount() < 0 ? CreditsSql.DEBIT : CreditsSql.CREDIT;
        return database.run(handle -> handle.createQuery(query.sql())
                .bind("user_id", userId)
                .bind("type", transaction.type().toString())
                .bind("amount", transaction.amount())
                .bind("app_id", transaction.appId())
                .bind("description", transaction.description())
                .bind("metadata", transaction.metadata().text())
                .bind("expected_version", transaction.expectedVersion())
                .map(ENTRY)
                .one());
    }

    /// Gives a usage back to whoever it was, as a transaction of the same app. `RESOURCE_NOT_FOUND`
    /// when there is no such transaction; `CONFLICT` when it is no usage, or the amount is more
    /// than what is left of it after all refunds so far.
    public Result<Entry> refund(NewRefund refund) {
        return database.transact(transaction -> transaction
                .createQuery(CreditsSql.LOCK_USAGE.sql())
                .bind("transaction_id", refund.transactionId())
                .mapTo(String.class)
                .findOne()
                .map(userId -> refund(transaction, userId, refund))
                .orElseGet(Refusal.NO_TRANSACTION::result));
    }

    private static Result<Entry> refund(Handle transaction, String userId, NewRefund refund) {
        return transaction
                .createQuery(CreditsSql.REFUND.sql())
                .bind("user_id", userId)
                .bind("transaction_id", refund.transactionId())
                .bind("amount", refund.amount())
                .bind("description", refund.description())
                .map(ENTRY)
                .one();
    }
}
