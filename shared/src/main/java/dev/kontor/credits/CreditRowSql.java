package dev.kontor.credits;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.optionalUuid;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.JsonText;
import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.RowMapper;

/// The columns of balances, transactions and holds, and what they become.
final class CreditRowSql {

    /// `<balance_columns>` of the row `b`.
    static final Fragment BALANCE_COLUMNS =
            new Fragment("balance_columns", "b.amount as balance, b.held, b.version, b.updated_at");

    /// `<transaction_columns>` of the row `t`.
    static final Fragment TRANSACTION_COLUMNS = new Fragment("transaction_columns", """
        t.id, t.type, t.amount, t.balance_after, t.app_id, t.description, t.metadata,
        t.refunded_transaction_id, t.hold_id, t.expired_transaction_id, t.created_at
        """);

    /// `<hold_columns>` of the row `h`.
    static final Fragment HOLD_COLUMNS = new Fragment("hold_columns", """
        h.id, h.amount, h.settled_amount, h.status, h.app_id, h.description, h.metadata,
        h.transaction_id, h.expires_at, h.created_at
        """);

    /// `<settlement_columns>` of the rows `h` and `t`.
    static final Fragment SETTLEMENT_COLUMNS = new Fragment("settlement_columns", """
        <hold_columns>,
        t.id as usage_id, t.amount as usage_amount, t.balance_after,
        t.description as usage_description, t.created_at as used_at
        """, HOLD_COLUMNS);

    static final RowMapper<Balance> BALANCE = row -> new Balance(
            row.getLong("balance"), row.getLong("held"), row.getLong("version"), instant(row, "updated_at"));

    static final RowMapper<Transaction> TRANSACTION = row -> new Transaction(
            uuid(row, "id"),
            TransactionType.of(row.getString("type")),
            row.getLong("amount"),
            row.getLong("balance_after"),
            row.getString("app_id"),
            row.getString("description"),
            new JsonText(row.getString("metadata")),
            optionalUuid(row, "refunded_transaction_id"),
            optionalUuid(row, "hold_id"),
            optionalUuid(row, "expired_transaction_id"),
            instant(row, "created_at"));

    static final RowMapper<Hold> HOLD = row -> new Hold(
            uuid(row, "id"),
            row.getLong("amount"),
            row.getObject("settled_amount", Long.class),
            HoldStatus.of(row.getString("status")),
            row.getString("app_id"),
            row.getString("description"),
            new JsonText(row.getString("metadata")),
            optionalUuid(row, "transaction_id"),
            instant(row, "expires_at"),
            instant(row, "created_at"));

    static final RowMapper<Entry> ENTRY = row -> new Entry(TRANSACTION.map(row), BALANCE.map(row));

    static final RowMapper<HeldCredits> HELD_CREDITS = row -> new HeldCredits(HOLD.map(row), BALANCE.map(row));

    /// The usage has what the hold has, but for these columns.
    static final RowMapper<Settlement> SETTLEMENT = row -> {
        var hold = HOLD.map(row);
        var usage = new Transaction(
                uuid(row, "usage_id"),
                TransactionType.USAGE,
                row.getLong("usage_amount"),
                row.getLong("balance_after"),
                hold.appId(),
                row.getString("usage_description"),
                hold.metadata(),
                null,
                hold.id(),
                null,
                instant(row, "used_at"));
        return new Settlement(hold, usage, BALANCE.map(row));
    };

    private CreditRowSql() {}
}
