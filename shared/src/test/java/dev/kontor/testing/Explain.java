package dev.kontor.testing;

import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's plan of a statement, with values at hand, as it is planned in production.
public final class Explain {

    private Explain() {}

    public static List<String> plan(Database database, Query query, Map<String, @Nullable Object> values) {
        return explain(database, "explain ", query, values);
    }

    /// The same of a statement that reads, after it has run: with the rows that there were.
    public static List<String> run(Database database, Query query, Map<String, @Nullable Object> values) {
        return explain(database, "explain (analyze, timing off, summary off) ", query, values);
    }

    private static List<String> explain(
            Database database, String explain, Query query, Map<String, @Nullable Object> values) {
        Result<List<String>> plan = database.run(handle -> {
            var statement = handle.createQuery(explain + query.sql())
                    .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true));
            values.forEach((name, value) -> {
                if (value == null) {
                    statement.bindNull(name, Types.NULL);
                } else {
                    statement.bind(name, value);
                }
            });
            return Result.ok(statement.mapTo(String.class).list());
        });
        return Store.value(plan);
    }
}
