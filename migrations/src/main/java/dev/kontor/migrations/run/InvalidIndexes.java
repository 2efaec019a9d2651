package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.OutsideTransaction;
import dev.kontor.migrations.artefact.SqlStatement;
import dev.kontor.migrations.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Drops the invalid indexes that interrupted concurrent builds leave. No query uses such an index,
/// but every write pays for it; it may refuse rows; and `if not exists` takes it for done.
final class InvalidIndexes {

    private InvalidIndexes() {}

    /// Drops the invalid indexes that stand in the way of a statement.
    ///
    /// @return their names
    static List<String> drop(Session session, SqlStatement statement) throws SQLException {
        var dropped = new ArrayList<String>();
        for (var index : leftBy(session, statement)) {
            session.execute("drop index concurrently if exists " + index);
            dropped.add(index);
        }
        return dropped;
    }

    private static List<String> leftBy(Session session, SqlStatement statement) throws SQLException {
        var kind = OutsideTransaction.of(statement).orElse(null);
        var name = OutsideTransaction.index(statement).orElse(null);
        if (kind == OutsideTransaction.CREATE_INDEX && name != null) {
            return session.query("""
                select indexrelid::regclass::text from pg_index
                where indexrelid = to_regclass(?) and not indisvalid
                """, row -> row.getString(1), name);
        }
        if (kind == OutsideTransaction.REINDEX) {
            return session.query("""
                select indexrelid::regclass::text
                from pg_index join pg_class on pg_class.oid = indexrelid
                where not indisvalid and relname ~ '_cc(new|old)\\d*$'
                  and relnamespace = 'public'::regnamespace
                """, row -> row.getString(1));
        }
        return List.of();
    }
}
