package dev.kontor.migrations.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The objects of a schema, as PostgreSQL's own catalog spells them: tables, views and sequences,
/// columns, constraints, indexes, triggers, policies of row-level security, functions, procedures
/// and aggregates, enums, domains and composite types, extensions, and grants.
///
/// Some things are left out on purpose: Flyway's history, what belongs to an extension, the order of
/// columns (a new column comes last), and owners (each environment has its own). Others are not
/// read: comments, rules, ranges and operators, bounds of partitions, settings of sequences,
/// statistics, and other schemas than `public`.
///
/// @param objects from a name such as `column files.size` to a definition such as `bigint not null`
public record Catalog(SortedMap<String, String> objects) {

    private static final String READ = """
        with tables as (
          select oid, relname, relkind, relowner, relacl, relrowsecurity, relforcerowsecurity, reloptions
          from pg_class
          where relnamespace = 'public'::regnamespace
            and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
            and relname <> 'schema_migrations' and oid not in
        """ + HistorySql.TABLES + """
            and not exists (
              select from pg_depend
              where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
        ), functions as (
          select oid, oid::regprocedure::text as signature, proowner, proacl, prokind, proparallel
          from pg_proc
          where pronamespace = 'public'::regnamespace
            and not exists (
              select from pg_depend
              where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
        ), types as (
          select pg_type.*
          from pg_type
          where typnamespace = 'public'::regnamespace
            and (typtype in ('e', 'd')
              -- not the row of a table
              or typtype = 'c' and exists (select from pg_class where oid = typrelid and relkind = 'c'))
            and not exists (
              select from pg_depend
              where classid = 'pg_type'::regclass and objid = pg_type.oid and deptype = 'e')
        ), grants as (
          select 'schema ' || nspname as object, grantee, privilege_type
          from pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner)))
          where nspname = 'public' and grantee <> nspowner
          union all
          select 'table ' || relname, grantee, privilege_type
          from tables, aclexplode(relacl)
          where grantee <> relowner
          union all
          select 'column ' || relname || '.' || attname, grantee, privilege_type
          from tables join pg_attribute on attrelid = tables.oid, aclexplode(attacl)
          where grantee <> relowner
          union all
          select 'function ' || signature, grantee, privilege_type
          from functions, aclexplode(coalesce(proacl, acldefault('f', proowner)))
          where grantee <> proowner
          union all
          select 'type ' || typname, grantee, privilege_type
          from types, aclexplode(coalesce(typacl, acldefault('T', typowner)))
          where grantee <> typowner
          union all
          select 'default of ' || defaclobjtype::text, grantee, privilege_type
          from pg_default_acl, aclexplode(defaclacl)
          where defaclnamespace = 'public'::regnamespace and grantee <> defaclrole
        )
        select 'table ' || relname as object,
          concat_ws(' ',
            relkind,
            'with (' || array_to_string(reloptions, ', ') || ')',
            case when relkind in ('v', 'm') then pg_get_viewdef(oid) end,
            case when relrowsecurity then 'row security' end,
            case when relforcerowsecurity then 'forced' end) as definition
        from tables
        union all
        select 'column ' || relname || '.' || attname,
          concat_ws(' ',
            format_type(atttypid, atttypmod),
            (select 'collate ' || collname from pg_collation, pg_type
             where pg_collation.oid = attcollation and pg_type.oid = atttypid
               and attcollation <> typcollation),
            case when attnotnull then 'not null' end,
            case
              when attidentity <> '' then 'identity ' || attidentity::text
              when attgenerated <> '' then 'generated ' || pg_get_expr(adbin, adrelid)
              else 'default ' || pg_get_expr(adbin, adrelid)
            end)
        from tables
        join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where relkind <> 'S'
        union all
        select 'constraint ' || relname || '.' || conname, pg_get_constraintdef(pg_constraint.oid)
        from tables
        join pg_constraint on conrelid = tables.oid
        where contype <> 'n' -- from version 18 on; the column says it
        union all
        select 'index ' || indexrelid::regclass,
          concat_ws(' ', pg_get_indexdef(indexrelid), case when not indisvalid then 'invalid' end)
        from tables
        join pg_index on indrelid = tables.oid
        union all
        select 'trigger ' || relname || '.' || tgname,
          concat_ws(' ', pg_get_triggerdef(pg_trigger.oid), case when tgenabled <> 'O' then tgenabled end)
        from tables
        join pg_trigger on tgrelid = tables.oid
        where not tgisinternal
        union all
        select 'policy ' || relname || '.' || polname,
          concat_ws(' ',
            case when polpermissive then 'permissive' else 'restrictive' end,
            'for ' || polcmd::text,
            'to ' || array(
              select case role when 0 then 'public' else role::regrole::text end
              from unnest(polroles) as role order by 1)::text,
            'using ' || pg_get_expr(polqual, polrelid),
            'check ' || pg_get_expr(polwithcheck, polrelid))
        from tables
        join pg_policy on polrelid = tables.oid
        union all
        select 'function ' || signature,
          case
            when prokind <> 'a' then pg_get_functiondef(oid)
            else concat_ws(' ',
              'aggregate (' || pg_get_function_arguments(oid) || ') returns ' || pg_get_function_result(oid),
              'of ' || format_type(aggtranstype, null),
              'and ' || format_type(nullif(aggmtranstype, 0), null),
              'sorted by ' || nullif(aggsortop, 0)::regoperator,
              'parallel ' || proparallel::text,
              -- without the columns whose number differs between databases
              to_jsonb(pg_aggregate) - array['aggfnoid', 'aggtranstype', 'aggmtranstype', 'aggsortop'])
          end
        from functions
        left join pg_aggregate on aggfnoid = oid
        union all
        select 'type ' || typname,
          case typtype
            when 'e' then (
              select 'enum ' || string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
              from pg_enum where enumtypid = types.oid)
            when 'd' then concat_ws(' ',
              'domain ' || format_type(typbasetype, typtypmod),
              (select 'collate ' || collname from pg_collation, pg_type as base
               where pg_collation.oid = types.typcollation and base.oid = types.typbasetype
                 and types.typcollation <> base.typcollation),
              case when typnotnull then 'not null' end,
              'default ' || typdefault,
              (select string_agg(conname || ' ' || pg_get_constraintdef(oid), ', ' order by conname)
               from pg_constraint where contypid = types.oid and contype <> 'n'))
            else concat_ws(' ', 'composite',
              (select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)
               from pg_attribute where attrelid = typrelid and attnum > 0 and not attisdropped))
          end
        from types
        union all
        select 'extension ' || extname, 'in ' || extnamespace::regnamespace
        from pg_extension
        union all
        select 'grant on ' || object || ' to ' ||
            case grantee when 0 then 'public' else grantee::regrole::text end,
          string_agg(privilege_type, ', ' order by privilege_type)
        from grants
        group by object, grantee
        """;

    /// An object that differs from the expected one.
    ///
    /// @param expected the expected definition; null where no object is expected
    /// @param actual the actual definition; null where the object is missing
    public record Difference(
            String object,
            @Nullable String expected,
            @Nullable String actual) {

        /// The difference in one line.
        @Override
        public String toString() {
            if (expected == null) {
                return object + " should not be there: " + oneLine(actual);
            }
            if (actual == null) {
                return object + " is missing: " + oneLine(expected);
            }
            return "%s is '%s' instead of '%s'".formatted(object, oneLine(actual), oneLine(expected));
        }

        private static String oneLine(@Nullable String definition) {
            return String.valueOf(definition).replaceAll("\\s+", " ").strip();
        }
    }

    public Catalog {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /// Reads the schema `public` and the extensions.
    public static Catalog read(Connection connection) throws SQLException {
        // PostgreSQL spells names by the search path, which a role or a migration may have changed.
        var path = setSearchPath(connection, "public");
        var objects = new TreeMap<String, String>();
        // A prepared statement is planned once, and a schema is read after each of its statements.
        try (var statement = connection.prepareStatement(READ);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                objects.put(rows.getString(1), rows.getString(2));
            }
        }
        setSearchPath(connection, path);
        return new Catalog(objects);
    }

    /// @return the search path before
    private static String setSearchPath(Connection connection, String path) throws SQLException {
        try (var statement = connection.prepareStatement("""
            with before as materialized (select current_setting('search_path') as path)
            select path, set_config('search_path', ?, false) from before
            """)) {
            statement.setString(1, path);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /// The objects in which this catalog differs from the other, sorted by name.
    public List<Difference> differencesFrom(Catalog expected) {
        var names = new TreeSet<>(objects.keySet());
        names.addAll(expected.objects.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(objects.get(name), expected.objects.get(name)))
                .map(name -> new Difference(name, expected.objects.get(name), objects.get(name)))
                .toList();
    }
}
