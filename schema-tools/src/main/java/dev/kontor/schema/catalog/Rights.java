package dev.kontor.schema.catalog;

import dev.kontor.migrations.catalog.HistorySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// What the roles may do that do not own the schema, by whatever way: a grant to them, to `public` or
/// to a role that they are members of, or a policy. Of the roles, those count that were granted
/// something in this database.
public record Rights(Map<Right, Granted> held) {

    public static final Rights NONE = new Rights(Map.of());

    private static final String PUBLIC = "public";

    /// @param on the object, by catalog and id, such as `table 1234`; `rows 1234` where the right is to
    ///   all rows of a table, and no policy hides any
    public record Right(String role, String privilege, String on) {

        public boolean isForRows() {
            return on.startsWith("rows ");
        }

        /// The table of a right to a column.
        private String table() {
            return on.replaceFirst("^column (\\d+)\\..*", "table $1");
        }
    }

    /// @param relation the table, view or sequence that the right belongs to, otherwise 0
    /// @param object its name
    public record Granted(long relation, String object) {}

    private static final String READ = """
        with relations as (
          select c.*, c.oid::regclass::text as name
          from pg_class c join pg_namespace n on n.oid = relnamespace
          where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and relname !~ '^schema_migrations'
            and c.oid not in
        """ + HistorySql.TABLES + """
            and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
        ), schemas as (
          select * from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
        ), functions as (
          -- a trigger calls its function whoever may execute it
          select pg_proc.* from pg_proc join schemas on schemas.oid = pronamespace
          where prorettype not in ('trigger'::regtype, 'event_trigger'::regtype) and not exists (
            select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
        ), types as (
          select pg_type.* from pg_type join schemas on schemas.oid = typnamespace where typtype in ('e', 'd', 'r')
        ), acls as (
          select relacl as acl from relations
          union all select attacl from pg_attribute where attacl is not null
          union all select nspacl from schemas
          union all select proacl from functions
          union all select defaclacl from pg_default_acl
        ), named as (
          select distinct grantee from acls, aclexplode(acl) where grantee <> 0
        ), roles as (
          select oid, rolname::text as role, rolbypassrls, rolcanlogin from pg_roles
          where not rolsuper and rolname !~ '^pg_' and not pg_has_role(oid, session_user, 'usage')
            and exists (select from named where pg_has_role(pg_roles.oid, grantee, 'usage'))
          union all select 0, 'public', false, false
        ), policies as (
          select polrelid, polpermissive, polcmd, roles.oid as role,
            coalesce(pg_get_expr(polqual, polrelid), 'true') = 'true'
              and coalesce(pg_get_expr(polwithcheck, polrelid), 'true') = 'true' as is_open
          from pg_policy, roles
          where 0 = any (polroles)
            or roles.oid <> 0 and exists (
              select from unnest(polroles) as target where pg_has_role(roles.oid, target, 'usage'))
        ), on_tables as (
          select role, privilege, r.oid, r.relrowsecurity, r.relkind, r.relowner, r.relforcerowsecurity, r.name,
            roles.oid as role_id, rolbypassrls
          from roles, relations r,
            unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) as privilege
          where relkind <> 'S' and has_table_privilege(roles.oid, r.oid, privilege)
        )
        select role, privilege, 'table ' || oid, oid, name from on_tables
        union all
        select role, privilege, 'rows ' || t.oid, t.oid, name from on_tables t
        join (values ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) as c (command, letter)
          on command = privilege
        where relkind in ('r', 'p') and (
          not relrowsecurity or rolbypassrls
          or exists (
              select from policies p
              where p.polrelid = t.oid and p.role = role_id and polcmd in ('*', letter) and polpermissive and is_open)
            and not exists (
              select from policies p
              where p.polrelid = t.oid and p.role = role_id and polcmd in ('*', letter)
                and not polpermissive and not is_open))
        union all
        select role, privilege, 'column ' || attrelid || '.' || attnum, attrelid, name || '.' || quote_ident(attname)
        from roles, relations r, pg_attribute, unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) as privilege
        where attrelid = r.oid and attacl is not null and not attisdropped
          and has_column_privilege(roles.oid, attrelid, attnum, privilege)
        union all
        select role, privilege, 'table ' || r.oid, r.oid, 'sequence ' || name
        from roles, relations r, unnest(array['USAGE', 'SELECT', 'UPDATE']) as privilege
        where relkind = 'S' and has_sequence_privilege(roles.oid, r.oid, privilege)
        union all
        select role, privilege, 'schema ' || schemas.oid, 0, 'schema ' || quote_ident(nspname)
        from roles, schemas, unnest(array['USAGE', 'CREATE']) as privilege
        where has_schema_privilege(roles.oid, schemas.oid, privilege)
        union all
        select role, 'EXECUTE', 'function ' || f.oid, 0, 'function ' || f.oid::regprocedure
        from roles, functions f where has_function_privilege(roles.oid, f.oid, 'EXECUTE')
        union all
        select role, 'USAGE', 'type ' || t.oid, 0, 'type ' || t.oid::regtype
        from roles, types t where has_type_privilege(roles.oid, t.oid, 'USAGE')
        union all
        select role, privilege, 'database', 0, 'the database'
        from roles, unnest(array['CONNECT', 'TEMPORARY']) as privilege
        where has_database_privilege(roles.oid, current_database(), privilege)
        union all
        select role, 'LOGIN', 'role', 0, 'the database' from roles where rolcanlogin
        """;

    public Rights {
        held = Map.copyOf(held);
    }

    /// @param connection signed in as the owner, whose own rights are left out
    static Rights read(Connection connection) throws SQLException {
        var held = new HashMap<Right, Granted>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                held.put(
                        new Right(rows.getString(1), rows.getString(2), rows.getString(3)),
                        new Granted(rows.getLong(4), rows.getString(5)));
            }
        }
        return new Rights(held);
    }

    /// Whether the role has the right, itself or as everybody has it.
    public boolean include(Right right) {
        return has(right.role(), right) || has(PUBLIC, right);
    }

    private boolean has(String role, Right right) {
        return held.containsKey(new Right(role, right.privilege(), right.on()))
                || held.containsKey(new Right(role, right.privilege(), right.table()));
    }
}
