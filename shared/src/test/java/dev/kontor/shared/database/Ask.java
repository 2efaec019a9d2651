package dev.kontor.shared.database;

import dev.kontor.testing.Store;
import java.util.List;

/// Asks a database for one value, by a statement of a test's own.
final class Ask {

    private Ask() {}

    static int number(Database database, String sql) {
        return Store.value(database.query(query(sql)).one(row -> row.getInt(1)));
    }

    static List<String> texts(Database database, String sql) {
        return Store.value(database.query(query(sql)).list(row -> row.getString(1)));
    }

    private static Query query(String sql) {
        return new Query("test.ask", sql);
    }

    /// How the statement is sent.
    static String sent(String sql) {
        return query(sql).sql();
    }
}
