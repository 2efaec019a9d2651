package dev.kontor.schema.catalog;

import dev.kontor.migrations.catalog.HistorySql;

/// The queries of [CatalogSnapshot].
final class SnapshotSql {

    private SnapshotSql() {}

    /// The relations of the schema, without Flyway's history.
    private static final String OURS = """
        n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relname !~ '^schema_migrations'
          and c.oid not in
        """ + HistorySql.TABLES;

    static final String RELATIONS = """
        select c.oid, c.oid::regclass::text, c.relkind, c.relfilenode, coalesce(i.indrelid, 0),
          pg_stat_get_xact_numscans(c.oid),
          pg_stat_get_xact_tuples_updated(c.oid) + pg_stat_get_xact_tuples_deleted(c.oid),
          coalesce((select min(inhparent) from pg_inherits where inhrelid = c.oid), 0),
          case when c.relkind in ('i', 'I') then pg_get_indexdef(c.oid) else '' end,
          c.relkind in ('r', 'p') and row_security_active(c.oid) and not exists (
            select from pg_policy
            where polrelid = c.oid and polpermissive and polcmd = '*' and pg_get_expr(polqual, polrelid) = 'true'
              and exists (
                select from unnest(polroles) as target where target = 0 or pg_has_role(current_user, target, 'usage')))
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_index i on i.indexrelid = c.oid
        where c.relkind in ('r', 'p', 'v', 'm', 'f', 'i', 'I', 'S') and coalesce(i.indrelid, 0) not in
        """ + HistorySql.TABLES + " and " + OURS;

    static final String COLUMNS = """
        select a.attrelid, a.attnum, quote_ident(a.attname), a.atttypid, format_type(a.atttypid, a.atttypmod), a.attnotnull,
          a.atthasdef or a.attidentity <> '', a.attisdropped
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
        where a.attnum > 0 and c.relkind in ('r', 'p', 'v', 'm', 'f') and
        """ + OURS;

    static final String CONSTRAINTS = """
        select o.oid, quote_ident(o.conname), o.contype, o.conrelid, o.contypid, o.convalidated, o.conindid,
          o.confrelid, pg_get_constraintdef(o.oid)
        from pg_constraint o
        join pg_namespace n on n.oid = o.connamespace
        left join pg_class c on c.oid = o.conrelid
        where o.conparentid = 0 and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and c.relname is distinct from 'schema_migrations' and o.conrelid not in
        """ + HistorySql.TABLES;

    static final String OBJECTS = """
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
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and (t.typtype in ('e', 'd', 'r')
            or t.typtype = 'c' and exists (select from pg_class r where r.oid = t.typrelid and r.relkind = 'c'))
          and not exists (
            select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
        union all
        -- a disabled trigger does as little as a dropped one
        select 'trigger ' || t.oid, 'trigger ' || quote_ident(t.tgname) || ' on ' || t.tgrelid::regclass
        from pg_trigger t where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D'
        union all
        select 'label ' || e.oid, e.enumtypid::regtype::text || ' ' || quote_literal(e.enumlabel)
        from pg_enum e
        union all
        select 'extension ' || oid, 'extension ' || quote_ident(extname) from pg_extension
        union all
        select 'schema ' || oid, 'schema ' || quote_ident(nspname) from pg_namespace
        where nspname !~ '^pg_' and nspname <> 'information_schema'
        union all
        select 'collation ' || c.oid, 'collation ' || c.oid::regcollation
        from pg_collation c join pg_namespace n on n.oid = c.collnamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        union all
        select 'configuration ' || c.oid, 'text search configuration ' || c.oid::regconfig
        from pg_ts_config c join pg_namespace n on n.oid = c.cfgnamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        """;

    static final String LOCKS = """
        select relation, mode from pg_locks
        where pid = pg_backend_pid() and locktype = 'relation' and granted
          and database = (select oid from pg_database where datname = current_database())
        """;

    /// A limit in milliseconds, whatever unit it is shown in.
    static final String TIMEOUTS = """
        select name, (extract(epoch from current_setting(name)::interval) * 1000)::bigint
        from (values ('lock_timeout'), ('statement_timeout')) as limits (name)
        """;

    /// The names in a snapshot must not depend on the path and the role that a migration sets.
    static final String LEAVE_PATH_AND_ROLE = """
        with old as materialized (
          select current_setting('search_path') as path, current_setting('role') as role)
        select path, role, set_config('role', 'none', false), set_config('search_path', 'public', false) from old
        """;

    static final String RETURN_TO_PATH_AND_ROLE = """
        select set_config('search_path', ?, false), set_config('role', ?, false)
        """;
}
