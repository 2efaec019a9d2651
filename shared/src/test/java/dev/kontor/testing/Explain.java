package dev.kontor.testing;

import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's plan of a statement, made with its values, as in production.
public final class Explain {

    private Explain() {}

    public static List<String> plan(Database database, Query query, Map<String, @Nullable Object> values) {
        return explain(database, "explain ", query, values);
    }

    /// The plan of a statement that only reads, after running it: with the actual rows.
    public static List<String> run(Database database, Query query, Map<String, @Nullable Object> values) {
        return explain(database, "explain (analyze, timing off, summary off) ", query, values);
    }

    private static List<String> explain(
            Database database, String explain, Query query, Map<String, @Nullable Object> values) {
        var explained = database.query(new Query(query.name(), explain + query.text()));
        values.forEach((name, value) -> {
            if (query.text().contains(":" + name)) {
                explained.bind(name, value);
            }
        });
        return Store.value(explained.list(row -> row.getString(1)));
    }
}
