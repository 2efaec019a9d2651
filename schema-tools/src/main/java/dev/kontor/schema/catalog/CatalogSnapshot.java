package dev.kontor.schema.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What PostgreSQL's catalogs say at one moment, by the ids that outlive a change of name, and what
/// the transaction that asks has done so far: its locks, its scans, the rows it wrote.
///
/// @param columns those that were dropped too, which keep their number
/// @param objects functions, types, triggers and labels of enums, by catalog and id
/// @param locks the modes that this transaction holds, by relation
public record CatalogSnapshot(
        Map<Long, Relation> relations,
        Map<ColumnId, Column> columns,
        Map<Long, Constraint> constraints,
        Map<String, String> objects,
        Map<Long, Set<String>> locks) {

    public static final CatalogSnapshot NONE = new CatalogSnapshot(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /// A table, view, index or sequence.
    ///
    /// @param kind as pg_class spells it
    /// @param file changes when the relation is written anew
    /// @param table the table of an index, otherwise 0
    /// @param scans from end to end, in this transaction
    /// @param writes rows updated or deleted, in this transaction
    /// @param privileges of others than the owner
    public record Relation(
            long id, String name, String kind, long file, long table, long scans, long writes, Set<String> privileges) {

        /// Whether it has rows of its own.
        public boolean isTable() {
            return kind.equals("r") || kind.equals("p");
        }

        public boolean isIndex() {
            return kind.equals("i") || kind.equals("I");
        }
    }

    /// A column keeps its number whatever it is called.
    public record ColumnId(long table, int number) {}

    /// @param typeId which stays when the type gets another name
    /// @param type with its length, as in `character varying(50)`
    /// @param isFilled whether a row gets a value when an insert gives none
    public record Column(
            String name, long typeId, String type, boolean isNotNull, boolean isFilled, boolean isDropped) {}

    /// @param kind as pg_constraint spells it
    /// @param table 0 for a domain's
    /// @param domain 0 for a table's
    /// @param index by which it is kept, or which it refers to
    /// @param referenced of a foreign key, otherwise 0
    public record Constraint(
            String name, String kind, long table, long domain, boolean isValidated, long index, long referenced) {}

    /// Flyway's history is not of the schema.
    private static final String OURS = """
        n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relname !~ '^schema_migrations'
        """;

    private static final String RELATIONS = """
        select c.oid, c.oid::regclass::text, c.relkind, c.relfilenode, coalesce(i.indrelid, 0),
          pg_stat_get_xact_numscans(c.oid),
          pg_stat_get_xact_tuples_updated(c.oid) + pg_stat_get_xact_tuples_deleted(c.oid),
          array(
            select privilege_type || ' of ' || case grantee when 0 then 'public' else grantee::regrole::text end
            from aclexplode(c.relacl) where grantee <> c.relowner)
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_index i on i.indexrelid = c.oid
        where c.relkind in ('r', 'p', 'v', 'm', 'f', 'i', 'I', 'S') and
        """ + OURS;

    private static final String COLUMNS = """
        select a.attrelid, a.attnum, a.attname, a.atttypid, format_type(a.atttypid, a.atttypmod), a.attnotnull,
          a.atthasdef or a.attidentity <> '', a.attisdropped
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
        where a.attnum > 0 and c.relkind in ('r', 'p', 'v', 'm', 'f') and
        """ + OURS;

    private static final String CONSTRAINTS = """
        select o.oid, o.conname, o.contype, o.conrelid, o.contypid, o.convalidated, o.conindid, o.confrelid
        from pg_constraint o
        join pg_namespace n on n.oid = o.connamespace
        left join pg_class c on c.oid = o.conrelid
        where o.conparentid = 0 and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and c.relname is distinct from 'schema_migrations'
        """;

    private static final String OBJECTS = """
        select 'function ' || p.oid,
          case p.prokind when 'p' then 'procedure ' when 'a' then 'aggregate ' else 'function ' end
            || p.oid::regprocedure
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and not exists (
            select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
        union all
        select 'type ' || t.oid, 'type ' || t.oid::regtype
        from pg_type t join pg_namespace n on n.oid = t.typnamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and t.typtype in ('e', 'd')
        union all
        -- one that is disabled is as good as gone
        select 'trigger ' || t.oid, 'trigger ' || t.tgname || ' on ' || t.tgrelid::regclass
        from pg_trigger t where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D'
        union all
        select 'label ' || e.oid, e.enumtypid::regtype::text || ' ' || quote_literal(e.enumlabel)
        from pg_enum e
        """;

    private static final String LOCKS = """
        select relation, mode from pg_locks
        where pid = pg_backend_pid() and locktype = 'relation' and granted
          and database = (select oid from pg_database where datname = current_database())
        """;

    public static CatalogSnapshot read(Connection connection) throws SQLException {
        var relations = new HashMap<Long, Relation>();
        each(connection, RELATIONS, row -> relations.put(row.getLong(1), relation(row)));
        var columns = new HashMap<ColumnId, Column>();
        each(
                connection,
                COLUMNS,
                row -> columns.put(
                        new ColumnId(row.getLong(1), row.getInt(2)),
                        new Column(
                                row.getString(3),
                                row.getLong(4),
                                row.getString(5),
                                row.getBoolean(6),
                                row.getBoolean(7),
                                row.getBoolean(8))));
        var constraints = new HashMap<Long, Constraint>();
        each(connection, CONSTRAINTS, row -> constraints.put(row.getLong(1), constraint(row)));
        var objects = new HashMap<String, String>();
        each(connection, OBJECTS, row -> objects.put(row.getString(1), row.getString(2)));
        var locks = new HashMap<Long, Set<String>>();
        each(
                connection,
                LOCKS,
                row -> locks.computeIfAbsent(row.getLong(1), _ -> new HashSet<>())
                        .add(row.getString(2)));
        return new CatalogSnapshot(relations, columns, constraints, objects, locks);
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                Set.of((String[]) row.getArray(8).getArray()));
    }

    private static Constraint constraint(ResultSet row) throws SQLException {
        return new Constraint(
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getBoolean(6),
                row.getLong(7),
                row.getLong(8));
    }

    private static void each(Connection connection, String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
