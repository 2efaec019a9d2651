package dev.kontor.schema.random;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything in the schema `public` that a dump would show, read by other queries than those of
/// [dev.kontor.migrations.catalog.Catalog], so that a test sees what the tools overlook. Left out are
/// the order of columns, owners, the comment on the schema, the names of `not null` and of indexes of partitions that
/// belong to
/// one of the whole, and Flyway's history.
final class WholeCatalog {

    private static final String READ = """
        with relations as (
          select c.*, c.oid as id from pg_class c
          where relnamespace = 'public'::regnamespace and relname !~ '^schema_migrations'
            and not exists (
              select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
        ), types as (
          select t.*, t.oid as id from pg_type t
          where typnamespace = 'public'::regnamespace
            and not exists (
              select from pg_depend where classid = 'pg_type'::regclass and objid = t.oid and deptype = 'e')
        ), functions as (
          select p.*, p.oid as id from pg_proc p
          where pronamespace = 'public'::regnamespace
            and not exists (
              select from pg_depend
              where classid = 'pg_proc'::regclass and objid = p.oid and deptype in ('e', 'i'))
        ), rights as (
          select 'relation ' || relname as what, relowner as owner, aclexplode(relacl) as acl from relations
          union all
          select 'column ' || relname || '.' || attname, relowner, aclexplode(attacl)
          from relations join pg_attribute on attrelid = id
          union all
          select 'function ' || id::regprocedure, proowner, aclexplode(coalesce(proacl, acldefault('f', proowner)))
          from functions
          union all
          select 'type ' || typname, typowner, aclexplode(coalesce(typacl, acldefault('T', typowner)))
          from types where typtype in ('e', 'd', 'r') or typtype = 'c' and typrelid in (
            select oid from pg_class where relkind = 'c')
          union all
          select 'schema', nspowner, aclexplode(coalesce(nspacl, acldefault('n', nspowner)))
          from pg_namespace where nspname = 'public'
          union all
          select 'default ' || defaclobjtype::text, defaclrole, aclexplode(defaclacl)
          from pg_default_acl where defaclnamespace = 'public'::regnamespace
        )
        select 'relation ' || relname,
          concat_ws(' ', relkind, relpersistence, reloptions, relrowsecurity, relforcerowsecurity, relreplident,
            relispopulated, pg_get_expr(relpartbound, id), 'by ' || pg_get_partkeydef(id),
            case when relkind in ('v', 'm') then pg_get_viewdef(id) end,
            'under ' || (select string_agg(inhparent::regclass::text, ', ') from pg_inherits
                         where inhrelid = id and relkind <> 'I' and relkind <> 'i'))
        from relations where relkind not in ('i', 'I')
        union all
        select 'column ' || relname || '.' || attname,
          concat_ws(' ', format_type(atttypid, atttypmod), attcollation::regcollation, attnotnull, attidentity::text,
            attgenerated::text, pg_get_expr(adbin, adrelid), attstorage::text, attcompression::text, attstattarget,
            attoptions)
        from relations join pg_attribute on attrelid = id and attnum > 0 and not attisdropped
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where relkind not in ('i', 'I', 'S')
        union all
        select 'constraint ' || coalesce(relname, typname) || '.' || conname,
          concat_ws(' ', pg_get_constraintdef(pg_constraint.oid), convalidated, conenforced, condeferrable,
            condeferred, connoinherit)
        from pg_constraint left join relations on conrelid = relations.id left join types on contypid = types.id
        where coalesce(relations.id, types.id) is not null and contype <> 'n' and conparentid = 0
        union all
        select 'index ' || case when relispartition then indrelid::regclass || ', part of ' || pg_partition_root(id)::regclass::text else relname::text end,
          concat_ws(' ', replace(pg_get_indexdef(id), case when relispartition then quote_ident(relname) else '' end, ''),
            indisvalid, indisready, indisclustered, indisreplident, indimmediate,
            case when relispartition then 'under ' || pg_partition_root(id)::regclass end,
            (select string_agg(attstattarget::text, ',') from pg_attribute where attrelid = id))
        from relations join pg_index on indexrelid = id
        union all
        select 'trigger ' || relname || '.' || tgname,
          concat_ws(' ', pg_get_triggerdef(pg_trigger.oid), tgenabled, tgparentid <> 0)
        from relations join pg_trigger on tgrelid = id where not tgisinternal
        union all
        select 'rule ' || relname || '.' || rulename, concat_ws(' ', pg_get_ruledef(pg_rewrite.oid), ev_enabled)
        from relations join pg_rewrite on ev_class = id where rulename <> '_RETURN'
        union all
        select 'policy ' || relname || '.' || polname,
          concat_ws(' ', polcmd, polpermissive, polroles::regrole[], pg_get_expr(polqual, polrelid),
            'check ' || pg_get_expr(polwithcheck, polrelid))
        from relations join pg_policy on polrelid = id
        union all
        select 'function ' || id::regprocedure,
          case when prokind = 'a'
            then (select (to_jsonb(a) - 'aggfnoid')::text from pg_aggregate a where aggfnoid = id)
            else pg_get_functiondef(id) end
        from functions
        union all
        select 'type ' || typname,
          concat_ws(' ', typtype, typnotnull, typdefault,
            (select string_agg(enumlabel, ', ' order by enumsortorder) from pg_enum where enumtypid = id),
            case when typtype = 'd' then format_type(typbasetype, typtypmod) || typcollation::regcollation end,
            (select string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), attcollation::regcollation),
                 ', ' order by attnum)
             from pg_attribute
             where attrelid = typrelid and attnum > 0 and not attisdropped and typtype = 'c'
               and typrelid in (select oid from pg_class where relkind = 'c')),
            (select concat_ws(' ', rngsubtype::regtype, rngcollation::regcollation, rngsubopc, rngsubdiff, rngcanonical)
             from pg_range where rngtypid = id))
        from types where typtype in ('e', 'd', 'r') or typtype = 'c' and typrelid in (
          select oid from pg_class where relkind = 'c')
        union all
        select 'sequence ' || relname,
          concat_ws(' ', seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle, relpersistence,
            (select concat_ws('.', refobjid::regclass, attname, deptype) from pg_depend
             join pg_attribute on attrelid = refobjid and attnum = refobjsubid
             where classid = 'pg_class'::regclass and objid = id and deptype in ('a', 'i')))
        from relations join pg_sequence on seqrelid = id
        union all
        select 'statistics ' || stxname, concat_ws(' ', pg_get_statisticsobjdef(oid), stxstattarget)
        from pg_statistic_ext where stxnamespace = 'public'::regnamespace
        union all
        select 'collation ' || collname,
          concat_ws(' ', collprovider, collisdeterministic, collcollate, colllocale, collicurules)
        from pg_collation where collnamespace = 'public'::regnamespace
        union all
        select 'comment on ' || type || ' ' || identity, description
        from pg_description, pg_identify_object(classoid, objoid, objsubid)
        where objoid >= 16384 and type <> 'schema' and not exists (
            select from pg_depend where classid = classoid and objid = objoid and deptype = 'e')
        union all
        select 'grant on ' || what || ' to ' || case (acl).grantee when 0 then 'public' else (acl).grantee::regrole::text end,
          string_agg((acl).privilege_type || (acl).is_grantable::text, ', ' order by (acl).privilege_type)
        from rights where (acl).grantee <> owner and (acl).grantee <> 'pg_database_owner'::regrole
        group by what, (acl).grantee
        union all
        select 'extension ' || extname, extversion from pg_extension
        """;

    private WholeCatalog() {}

    static SortedMap<String, String> read(Connection connection) throws SQLException {
        var all = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                all.put(rows.getString(1), String.valueOf(rows.getString(2)));
            }
        }
        return all;
    }

    /// The lines in which one differs from the other; empty where they are the same.
    static String difference(SortedMap<String, String> actual, SortedMap<String, String> expected) {
        var lines = new StringBuilder();
        var names = new TreeSet<>(actual.keySet());
        names.addAll(expected.keySet());
        for (var name : names) {
            if (!String.valueOf(actual.get(name)).equals(String.valueOf(expected.get(name)))) {
                lines.append("  %s is %s instead of %s%n".formatted(name, actual.get(name), expected.get(name)));
            }
        }
        return lines.toString();
    }
}
