package dev.kontor.migrations.catalog;

/// The queries of [Catalog].
final class CatalogSql {

    private CatalogSql() {}

    private static final String OBJECTS = """
        with tables as (
          select pg_class.*, quote_ident(relname) as name
          from pg_class
          where relnamespace = 'public'::regnamespace
            and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
            and
        """ + HistorySql.IS_NONE + """
            and not exists (
              select from pg_depend
              where classid = 'pg_class'::regclass and objid = pg_class.oid
                -- of an extension, or the sequence of an identity column
                and (deptype = 'e' or deptype = 'i' and relkind = 'S'))
        ), columns as (
          select pg_attribute.*, tables.name as table_name, relkind, quote_ident(attname) as name,
            concat_ws(' ',
              format_type(atttypid, atttypmod),
              (select 'collate ' || pg_collation.oid::regcollation from pg_collation, pg_type
               where pg_collation.oid = attcollation and pg_type.oid = atttypid
                 and attcollation <> typcollation),
              case when attnotnull then 'not null' end,
              case
                when attidentity <> '' then 'identity ' || attidentity::text || coalesce((
                  select ' (' || nullif(concat_ws(' ',
                      case when seqstart <> seqmin then 'start with ' || seqstart end,
                      case when seqincrement <> 1 then 'increment by ' || seqincrement end,
                      case when seqmin <> 1 then 'minvalue ' || seqmin end,
                      case when seqmax not in (32767, 2147483647, 9223372036854775807) then 'maxvalue ' || seqmax end,
                      case when seqcache <> 1 then 'cache ' || seqcache end,
                      case when seqcycle then 'cycle' end), '') || ')'
                  from pg_depend join pg_sequence on seqrelid = objid
                  where classid = 'pg_class'::regclass and deptype = 'i'
                    and (refclassid, refobjid, refobjsubid) = ('pg_class'::regclass, attrelid, attnum)), '')
                when attgenerated <> '' then
                  'generated ' || pg_get_expr(adbin, adrelid) || case attgenerated when 'v' then ' virtual' else ' stored' end
                else 'default ' || pg_get_expr(adbin, adrelid)
              end) as definition
          from tables
          join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
          left join pg_attrdef on adrelid = attrelid and adnum = attnum
          where relkind <> 'S'
        ), functions as (
          select oid, oid::regprocedure::text as signature, proowner, proacl, prokind, proparallel
          from pg_proc
          where pronamespace = 'public'::regnamespace
            and not exists (
              select from pg_depend
              where classid = 'pg_proc'::regclass and objid = pg_proc.oid
                -- of an extension, or of a range
                and deptype in ('e', 'i'))
        ), types as (
          select pg_type.*, quote_ident(typname) as name
          from pg_type
          where typnamespace = 'public'::regnamespace
            and (typtype in ('e', 'd', 'r')
              -- not the row of a table
              or typtype = 'c' and exists (select from pg_class where oid = typrelid and relkind = 'c'))
            and not exists (
              select from pg_depend
              where classid = 'pg_type'::regclass and objid = pg_type.oid and deptype = 'e')
        ), constraints as (
          select pg_constraint.*, quote_ident(conname) as name
          from pg_constraint
          -- the column says that it is required; a trigger is one by itself
          where contype not in ('n', 't') and conparentid = 0 and (coninhcount = 0 or conislocal)
        ), grants as (
          select 'schema ' || nspname as object, grantee, privilege_type, is_grantable
          from pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner)))
          where nspname = 'public' and grantee <> nspowner
          union all
          select 'table ' || name, grantee, privilege_type, is_grantable
          from tables, aclexplode(relacl)
          where grantee <> relowner
          union all
          select 'column ' || tables.name || '.' || quote_ident(attname), grantee, privilege_type, is_grantable
          from tables join pg_attribute on attrelid = tables.oid, aclexplode(attacl)
          where grantee <> relowner
          union all
          select 'function ' || signature, grantee, privilege_type, is_grantable
          from functions, aclexplode(coalesce(proacl, acldefault('f', proowner)))
          where grantee <> proowner
          union all
          select 'type ' || name, grantee, privilege_type, is_grantable
          from types, aclexplode(coalesce(typacl, acldefault('T', typowner)))
          where grantee <> typowner
          union all
          select 'default of ' || defaclobjtype::text, grantee, privilege_type, is_grantable
          from pg_default_acl, aclexplode(defaclacl)
          where defaclnamespace = 'public'::regnamespace and grantee <> defaclrole
        """;

    private static final String TABLES = """
        )
        select 'table ' || name as object,
          concat_ws(' ',
            relkind,
            case when relpersistence = 'u' then 'unlogged' end,
            case when relkind = 'p' then 'partition by ' || pg_get_partkeydef(oid) end,
            (select
               case when relispartition then 'partition of ' else 'inherits ' end
                 || string_agg(inhparent::regclass::text, ', ' order by inhseqno)
             from pg_inherits where inhrelid = tables.oid having count(*) > 0),
            case when relispartition then pg_get_expr(relpartbound, oid) end,
            'with (' || (
              select string_agg(option, ', ' order by option) from unnest(reloptions) as option) || ')',
            case when relkind in ('v', 'm') then pg_get_viewdef(oid) end,
            (select concat_ws(' ',
               'as', format_type(seqtypid, null), 'start', seqstart, 'increment', seqincrement,
               'minvalue', seqmin, 'maxvalue', seqmax, 'cache', seqcache,
               case when seqcycle then 'cycle' else 'no cycle' end, 'owned by',
               coalesce(
                 (select attrelid::regclass || '.' || quote_ident(attname)
                  from pg_depend join pg_attribute on attrelid = refobjid and attnum = refobjsubid
                  where classid = 'pg_class'::regclass and objid = seqrelid and deptype = 'a'
                    and refclassid = 'pg_class'::regclass),
                 'none'))
             from pg_sequence where seqrelid = tables.oid),
            case when relrowsecurity then 'row security' end,
            case when relforcerowsecurity then 'forced' end,
            case
              when relkind not in ('r', 'p') then null
              when relreplident = 'f' then 'replica identity full'
              when relreplident = 'n' then 'replica identity nothing'
              when relreplident = 'i' then 'replica identity using index ' || (
                select indexrelid::regclass from pg_index where indrelid = tables.oid and indisreplident)
            end) as definition
        from tables
        union all
        select 'column ' || table_name || '.' || name, definition
        from columns
        where attislocal or attinhcount = 0 or not exists (
          select
          from pg_inherits
          join columns as inherited on inherited.attrelid = inhparent and inherited.attname = columns.attname
          where inhrelid = columns.attrelid and inherited.definition = columns.definition)
        union all
        select 'settings ' || table_name || '.' || columns.name,
          concat_ws(' ',
            case when attstorage <> typstorage then
              'storage ' || case attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end
            end,
            case attcompression when 'p' then 'compression pglz' when 'l' then 'compression lz4' end,
            case when attstattarget >= 0 then 'statistics ' || attstattarget end,
            '(' || array_to_string(attoptions, ', ') || ')')
        from columns
        join pg_type on pg_type.oid = atttypid
        where relkind in ('r', 'p', 'm', 'f') and (attislocal or attinhcount = 0)
          and (attstorage <> typstorage or attcompression <> '' or attstattarget >= 0 or attoptions is not null)
        union all
        select 'constraint ' || tables.name || '.' || constraints.name, pg_get_constraintdef(constraints.oid)
        from tables
        join constraints on conrelid = tables.oid
        union all
        select 'index ' || indexrelid::regclass,
          concat_ws(' ', pg_get_indexdef(indexrelid), case when not indisvalid then 'invalid' end)
        from tables
        join pg_index on indrelid = tables.oid
        join pg_class as index on index.oid = indexrelid and not index.relispartition
        union all
        select 'trigger ' || tables.name || '.' || quote_ident(tgname),
          concat_ws(' ', pg_get_triggerdef(pg_trigger.oid), case when tgenabled <> 'O' then tgenabled end)
        from tables
        join pg_trigger on tgrelid = tables.oid
        where not tgisinternal and tgparentid = 0
        union all
        select 'rule ' || tables.name || '.' || quote_ident(rulename),
          concat_ws(' ', pg_get_ruledef(pg_rewrite.oid), case when ev_enabled <> 'O' then ev_enabled end)
        from tables
        join pg_rewrite on ev_class = tables.oid
        where rulename <> '_RETURN'
        union all
        select 'policy ' || tables.name || '.' || quote_ident(polname),
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
        """;

    private static final String OTHERS = """
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
        select 'type ' || name,
          case typtype
            when 'e' then (
              select 'enum ' || string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
              from pg_enum where enumtypid = types.oid)
            when 'd' then concat_ws(' ',
              'domain ' || format_type(typbasetype, typtypmod),
              (select 'collate ' || pg_collation.oid::regcollation from pg_collation, pg_type as base
               where pg_collation.oid = types.typcollation and base.oid = types.typbasetype
                 and types.typcollation <> base.typcollation),
              case when typnotnull then 'not null' end,
              'default ' || typdefault)
            when 'r' then (
              select concat_ws(' ',
                'range of ' || format_type(rngsubtype, null),
                'collate ' || nullif(rngcollation, 0)::regcollation,
                'canonical ' || nullif(rngcanonical::oid, 0)::regproc,
                'diff ' || nullif(rngsubdiff::oid, 0)::regproc)
              from pg_range where rngtypid = types.oid)
            else 'composite'
          end
        from types
        union all
        select 'attribute ' || types.name || '.' || quote_ident(attname),
          concat_ws(' ', format_type(atttypid, atttypmod), 'collate ' || (
            select pg_collation.oid::regcollation from pg_collation, pg_type
            where pg_collation.oid = attcollation and pg_type.oid = atttypid and attcollation <> pg_type.typcollation))
        from types
        join pg_attribute on attrelid = typrelid and attnum > 0 and not attisdropped
        where typtype = 'c'
        union all
        select 'constraint ' || types.name || '.' || constraints.name, pg_get_constraintdef(constraints.oid)
        from types
        join constraints on contypid = types.oid
        union all
        select 'collation ' || pg_collation.oid::regcollation,
          -- without the columns that differ between databases
          (to_jsonb(pg_collation) - array['oid', 'collname', 'collnamespace', 'collowner', 'collversion'])::text
        from pg_collation
        where collnamespace = 'public'::regnamespace
        union all
        select 'statistics ' || quote_ident(stxname),
          concat_ws(' ', pg_get_statisticsobjdef(oid), 'target ' || nullif(stxstattarget, -1))
        from pg_statistic_ext
        where stxnamespace = 'public'::regnamespace
        union all
        select 'extension ' || quote_ident(extname), 'in ' || extnamespace::regnamespace
        from pg_extension
        union all
        select 'comment on ' ||
            case
              when type = 'domain constraint' then 'constraint ' || replace(identity, ' on ', ' on domain ')
              when type = 'table constraint' then 'constraint ' || identity
              when type = 'statistics object' then 'statistics ' || identity
              when type like '% column' then 'column ' || identity
              else type || ' ' || identity
            end,
          description
        from (
          select description, objoid, classoid, type, regexp_replace(identity, '(^|[ (,])public\\.', '\\1', 'g') as identity
          from pg_description, pg_identify_object(classoid, objoid, objsubid)
          -- PostgreSQL comments on its own thousands of objects, whose ids are below this
          where objoid >= 16384 and (schema = 'public' or identity ~ '( on |^)public\\.')
            and type not in ('schema', 'extension')
        ) as comments
        where not exists (
          select from pg_depend
          where (pg_depend.classid, pg_depend.objid) = (comments.classoid, comments.objoid) and deptype = 'e')
        union all
        select 'grant on ' || object || ' to ' ||
            case grantee when 0 then 'public' else grantee::regrole::text end,
          string_agg(
            privilege_type || case when is_grantable then ' with grant option' else '' end, ', ' order by privilege_type)
        from grants
        group by object, grantee
        """;

    static final String SET = """
        with before as materialized (
          select current_setting('search_path') as path, current_setting('plan_cache_mode') as plan_cache_mode)
        select path, plan_cache_mode, set_config('search_path', ?, false), set_config('plan_cache_mode', ?, false)
        from before
        """;

    static final String READ = OBJECTS + TABLES + OTHERS;
}
