package dev.kontor.migrations.session;

import dev.kontor.migrations.catalog.HistorySql;
import dev.kontor.migrations.json.ReportJson;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// A lock that a migration holds on a table, a view or a sequence, and that others may have to wait for.
///
/// @param table the name of any of these
/// @param mode the name that pg_locks gives it
public record TableLock(String table, String mode) {

    private static final List<String> STRONGEST_FIRST = List.of(
            "AccessExclusiveLock",
            "ExclusiveLock",
            "ShareRowExclusiveLock",
            "ShareLock",
            "ShareUpdateExclusiveLock",
            "RowExclusiveLock",
            "RowShareLock",
            "AccessShareLock");

    /// The names of all tables, views and sequences by their oid, to be read before a migration: nobody
    /// waits for those that it makes, and those that it drops have no name afterwards.
    public static Map<Long, String> tables(Session session) throws SQLException {
        return session
                .query("""
                    select oid, oid::regclass::text from pg_class
                    where relkind in ('r', 'p', 'v', 'm', 'S', 'f') and
                    """ + HistorySql.IS_NONE + """
                      and relnamespace not in (select oid from pg_namespace
                        where nspname in ('pg_catalog', 'information_schema', 'pg_toast'))
                    """, row -> Map.entry(row.getLong(1), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The strongest lock that the backend holds now on each of the tables, sorted by name.
    public static List<TableLock> held(Session session, int backend, Map<Long, String> tables) throws SQLException {
        return session.query("""
            select relation, mode from pg_locks
            where pid = ? and locktype = 'relation' and granted
              and database = (select oid from pg_database where datname = current_database())
            """, row -> Map.entry(row.getLong(1), row.getString(2)), backend).stream()
                .filter(lock -> tables.containsKey(lock.getKey()))
                .collect(Collectors.toMap(lock -> tables.get(lock.getKey()), Map.Entry::getValue, TableLock::stronger))
                .entrySet()
                .stream()
                .map(lock -> new TableLock(lock.getKey(), lock.getValue()))
                .sorted(Comparator.comparing(TableLock::table))
                .toList();
    }

    /// The mode that conflicts with more others.
    public static String stronger(String one, String other) {
        return STRONGEST_FIRST.indexOf(one) <= STRONGEST_FIRST.indexOf(other) ? one : other;
    }

    /// The mode as PostgreSQL's manual spells it, such as `ACCESS EXCLUSIVE`.
    public String spelledMode() {
        return spelled(mode);
    }

    /// @param mode the name that pg_locks gives it
    public static String spelled(String mode) {
        return mode.replace("Lock", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }

    /// Writes the locks as the member `locks`.
    public static void write(JsonGenerator json, List<TableLock> locks) {
        ReportJson.objects(json, "locks", locks, (object, lock) -> {
            object.writeStringProperty("table", lock.table());
            object.writeStringProperty("mode", lock.mode());
        });
    }
}
