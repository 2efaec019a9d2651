package dev.kontor.schema.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the objects of a schema need, as PostgreSQL knows it. It does not know what a function names
/// in a body that is a string. Objects are called as [dev.kontor.migrations.catalog.Catalog] calls
/// them; a column of a view counts as the view.
public record Dependencies(Map<String, Set<String>> needed) {

    private static final String READ = """
        with relations as (
          select *, oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace
        ), names as (
          select 'pg_class'::regclass as class, oid as id, 0 as part,
            case when relkind in ('i', 'I') then 'index ' when relkind = 'c' then 'type ' else 'table ' end
              || name as name
          from relations
          union all
          select 'pg_class'::regclass, relations.oid, attnum,
            case
              when relkind in ('v', 'm') then 'table ' || name
              when relkind = 'c' then 'type ' || name
              else 'column ' || name || '.' || quote_ident(attname)
            end
          from relations join pg_attribute on attrelid = relations.oid and attnum > 0
          union all
          select 'pg_constraint'::regclass, o.oid, 0,
            'constraint ' || coalesce(name, typname) || '.' || quote_ident(conname)
          from pg_constraint o
          left join relations on relations.oid = conrelid
          left join (select oid, quote_ident(typname) as typname from pg_type) as domain on domain.oid = contypid
          where coalesce(name, typname) is not null and contype not in ('n', 't')
          union all
          -- a foreign key refers to the index of a constraint
          select 'pg_class'::regclass, conindid, 0, 'constraint ' || name || '.' || quote_ident(conname)
          from pg_constraint join relations on relations.oid = conrelid
          where contype in ('p', 'u', 'x')
          union all
          select 'pg_attrdef'::regclass, d.oid, 0, 'column ' || name || '.' || quote_ident(attname)
          from pg_attrdef d
          join relations on relations.oid = adrelid
          join pg_attribute on attrelid = adrelid and attnum = adnum
          union all
          select 'pg_rewrite'::regclass, w.oid, 0,
            case rulename when '_RETURN' then 'table ' || name else 'rule ' || name || '.' || quote_ident(rulename) end
          from pg_rewrite w join relations on relations.oid = ev_class
          union all
          select 'pg_trigger'::regclass, t.oid, 0, 'trigger ' || name || '.' || quote_ident(tgname)
          from pg_trigger t join relations on relations.oid = tgrelid
          where not tgisinternal
          union all
          select 'pg_policy'::regclass, p.oid, 0, 'policy ' || name || '.' || quote_ident(polname)
          from pg_policy p join relations on relations.oid = polrelid
          union all
          select 'pg_proc'::regclass, oid, 0, 'function ' || oid::regprocedure
          from pg_proc where pronamespace = 'public'::regnamespace
          union all
          select 'pg_type'::regclass, t.oid, 0,
            case when relkind in ('r', 'p', 'v', 'm', 'f') then 'table ' || name else 'type ' || e.oid::regtype end
          from pg_type t
          join pg_type e on e.oid = case when t.typelem <> 0 and t.typlen = -1 then t.typelem else t.oid end
          left join relations on relations.oid = e.typrelid
          where t.typnamespace = 'public'::regnamespace
          union all
          select 'pg_statistic_ext'::regclass, oid, 0, 'statistics ' || quote_ident(stxname)
          from pg_statistic_ext where stxnamespace = 'public'::regnamespace
          union all
          select 'pg_collation'::regclass, oid, 0, 'collation ' || oid::regcollation
          from pg_collation where collnamespace = 'public'::regnamespace
          union all
          select 'pg_extension'::regclass, oid, 0, 'extension ' || quote_ident(extname) from pg_extension
          union all
          -- such as an operator of an extension
          select classid, objid, 0, 'extension ' || quote_ident(extname)
          from pg_depend join pg_extension on pg_extension.oid = refobjid
          where deptype = 'e' and refclassid = 'pg_extension'::regclass
        )
        select distinct here.name, there.name
        from pg_depend
        join names as here on (here.class, here.id, here.part) = (classid, objid, objsubid)
        join names as there on (there.class, there.id, there.part) = (refclassid, refobjid, refobjsubid)
        where here.name <> there.name
          -- an index belongs to its constraint, and a sequence to its column
          and not (here.name like 'index %' and there.name like 'constraint %')
          and not (deptype = 'a' and there.name like 'column %'
            and exists (select from relations where oid = objid and classid = 'pg_class'::regclass and relkind = 'S'))
        union
        select 'column ' || name || '.' || quote_ident(attname), 'table ' || name
        from relations join pg_attribute on attrelid = relations.oid and attnum > 0
        where relkind in ('r', 'p', 'f')
        union
        select 'constraint ' || name || '.' || quote_ident(conname), 'index ' || quote_ident(conname)
        from pg_constraint join relations on relations.oid = conrelid
        where contype in ('p', 'u', 'x')
        """;

    public Dependencies {
        needed = Map.copyOf(needed);
    }

    /// Reads the schema `public`, which the search path of the connection has to name.
    public static Dependencies read(Connection connection) throws SQLException {
        var needed = new HashMap<String, Set<String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                needed.computeIfAbsent(rows.getString(1), _ -> new HashSet<>()).add(rows.getString(2));
            }
        }
        return new Dependencies(needed);
    }

    /// What the object itself names.
    public Set<String> of(String object) {
        var attached = ObjectName.of(object).attachedTo();
        return attached.isEmpty() ? needed.getOrDefault(object, Set.of()) : Set.of(attached);
    }

    /// The objects that need one of these, directly or by way of others; without these.
    public Set<String> dependantsOf(Set<String> objects) {
        var found = new HashSet<String>();
        var size = -1;
        while (size != found.size()) {
            size = found.size();
            needed.forEach((object, needs) -> {
                if (!objects.contains(object)
                        && needs.stream().anyMatch(each -> objects.contains(each) || found.contains(each))) {
                    found.add(object);
                }
            });
        }
        return found;
    }
}
