package dev.kontor.schema.plan;

import dev.kontor.migrations.session.Session;
import dev.kontor.migrations.session.SessionSql;
import dev.kontor.migrations.session.TableLock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a database tells of its tables and its sessions now. It only reads the catalogs. For one
/// thread.
final class LiveTables {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /// A table with its partitions or children.
    private static final String TREE = """
        with recursive tree (oid) as (
          select to_regclass(?)::oid
          union
          select inhrelid from pg_inherits join tree on inhparent = tree.oid
        )
        """;

    /// The functions wait for a session that has a table alone.
    private static final String SIZE =
            TREE + "select sum(pg_table_size(oid))::bigint, sum(pg_indexes_size(oid))::bigint from tree";

    private static final String SIZE_OF_LAST_VACUUM = TREE + """
        , pages as (
          select sum(relpages) filter (where relkind <> 'i') as of_table,
            sum(relpages) filter (where relkind = 'i') as of_indexes
          from pg_class
          where oid in (
            select oid from tree
            union all
            select reltoastrelid from pg_class join tree using (oid)
            union all
            select indexrelid from pg_index join tree on indrelid = tree.oid)
        )
        select coalesce(of_table, 0) * size, coalesce(of_indexes, 0) * size
        from pages, (values (current_setting('block_size')::bigint)) as block (size)
        """;

    /// The time since a transaction began. A prepared one has no session.
    private static final String SECONDS = """
        floor(extract(epoch from clock_timestamp() - coalesce(session.xact_start, prepared.prepared)))::bigint
        """;

    private static final String WHO = """
        case
          when prepared.gid is not null then 'prepared transaction ' || quote_literal(prepared.gid)
          when session.pid is null then 'a session that has just ended'
          when session.usesysid is null then format('pid %s, autovacuum', session.pid)
          else format('pid %s, user %s', session.pid, session.usename)
            || coalesce(', ' || nullif(session.application_name, ''), '')
        end,
        """ + SECONDS + ", session.state, " + SessionSql.STATEMENT;

    private static final String HOLDERS = TREE + """
        select held.mode, held.granted,
        """ + WHO + """
        from pg_locks as held
        join tree on held.relation = tree.oid
        left join pg_stat_activity as session on session.pid = held.pid
        left join pg_prepared_xacts as prepared
          on held.pid is null and exists (
            select from pg_locks as own
            where own.pid is null and own.transactionid = prepared.transaction
              and own.virtualtransaction = held.virtualtransaction)
        where held.locktype = 'relation' and held.pid is distinct from pg_backend_pid()
          and held.database = (select oid from pg_database where datname = current_database())
        order by coalesce(session.xact_start, prepared.prepared), held.pid
        """;

    /// Autovacuum is left out, since nothing waits for its transaction but for its locks.
    private static final String LONGEST = "select " + WHO + """
        from (
          select pid, null from pg_stat_activity
          where datname = current_database() and usesysid is not null and leader_pid is null
            and pid <> pg_backend_pid() and xact_start is not null
          union all
          select null, gid from pg_prepared_xacts where database = current_database()
        ) as transactions (pid, gid)
        left join pg_stat_activity as session using (pid)
        left join pg_prepared_xacts as prepared using (gid)
        order by coalesce(session.xact_start, prepared.prepared)
        limit 1
        """;

    private static final String HIDDEN = """
        select count(*) from pg_stat_activity
        where datname = current_database() and query = '<insufficient privilege>'
        """;

    private final Session session;

    LiveTables(Session session) {
        this.session = session;
    }

    /// The size of a table on the disk, with its partitions.
    ///
    /// @param bytes without its indexes
    /// @param isOfLastVacuum whether it is what the last vacuum or analyze saw, since the table was
    ///   locked
    record TableSize(long bytes, long indexBytes, boolean isOfLastVacuum) {}

    /// A session with an open transaction, or a prepared transaction.
    ///
    /// @param age since the transaction began; null where the role may not see it
    /// @param doing its state and its latest statement, without literals
    record HeldTransaction(String who, @Nullable Duration age, String doing) {
        String spelledAge() {
            return age == null ? "?" : Units.duration(age);
        }
    }

    /// @param mode as PostgreSQL's manual spells it
    /// @param isGranted false where the session itself waits for the lock
    record TableHolder(String mode, boolean isGranted, HeldTransaction transaction) {
        TableHolder stronger(TableHolder other) {
            return LockMode.of(mode).compareTo(LockMode.of(other.mode)) >= 0 ? this : other;
        }
    }

    boolean exists(String table) throws SQLException {
        return session.ask("select to_regclass(?) is not null", table);
    }

    TableSize size(String table) throws SQLException {
        try {
            return size(SIZE, table, false);
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return size(SIZE_OF_LAST_VACUUM, table, true);
            }
            throw e;
        }
    }

    private TableSize size(String query, String table, boolean isOfLastVacuum) throws SQLException {
        return session.query(query, row -> new TableSize(row.getLong(1), row.getLong(2), isOfLastVacuum), table)
                .getFirst();
    }

    /// Who holds a lock of the table, or of a partition, and who waits for one. Each transaction has its
    /// strongest.
    List<TableHolder> holders(String table) throws SQLException {
        var strongest = new LinkedHashMap<String, TableHolder>();
        session.query(HOLDERS, LiveTables::holder, table)
                .forEach(holder -> strongest.merge(holder.transaction().who(), holder, TableHolder::stronger));
        return List.copyOf(strongest.values());
    }

    private static TableHolder holder(ResultSet row) throws SQLException {
        return new TableHolder(TableLock.spelled(row.getString(1)), row.getBoolean(2), transaction(row, 3));
    }

    /// The oldest open transaction in the database.
    Optional<HeldTransaction> longest() throws SQLException {
        return session.query(LONGEST, row -> transaction(row, 1)).stream().findFirst();
    }

    /// How many sessions the role may not look at.
    int hidden() throws SQLException {
        return session.query(HIDDEN, row -> row.getInt(1)).getFirst();
    }

    private static HeldTransaction transaction(ResultSet row, int first) throws SQLException {
        var state = row.getString(first + 2);
        var statement = row.getString(first + 3);
        var doing = List.of(state == null ? "" : state, statement == null ? "" : statement).stream()
                .filter(text -> !text.isEmpty())
                .toList();
        var seconds = row.getObject(first + 1, Long.class);
        return new HeldTransaction(
                row.getString(first), seconds == null ? null : Duration.ofSeconds(seconds), String.join(": ", doing));
    }
}
