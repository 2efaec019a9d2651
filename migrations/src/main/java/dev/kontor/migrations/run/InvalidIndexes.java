package dev.kontor.migrations.run;

import dev.kontor.migrations.artefact.OutsideTransaction;
import dev.kontor.migrations.artefact.SqlStatement;
import dev.kontor.migrations.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a concurrent build that was broken off leaves: an index that no query uses, that every
/// write pays for, that may refuse rows, and that `if not exists` takes for done.
final class InvalidIndexes {

    private InvalidIndexes() {}

    /// Drops those that stand in the way of a statement, and says which.
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
