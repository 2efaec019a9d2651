package dev.kontor.schema.convention;

import java.util.Locale;

/// The rules that every table keeps. In the texts, `%1$s` is the table, `%2$s` the column, constraint
/// or index, and `%3$s` the letter of a constraint's type. The queries ask the tables of [Violations].
public enum Convention {
    USER_ID_TYPE(
            "%1$s.%2$s is not text, or may be null: ids of users are no uuids, and every row has" + " its user.",
            "create table %1$s (…, %2$s text not null, …);", """
                select relname, attname from columns
                where attname ~ 'user_id$' and (type <> 'text' or not attnotnull)
                """),
    USER_ID_MISSING(
            "%1$s has no user_id, so its rows are nobody's and no query can ask for one user's.",
            "create table %1$s (…, user_id text not null, …);", """
                select relname, relname from tables
                where oid not in (select oid from columns where attname = 'user_id')
                """),
    TABLE_NAME(
            "%1$s is not called as tables are: snake_case, in the plural.",
            "create table things (…); -- not %1$s",
            "select relname, relname from tables where relname !~ '^[a-z]+(_[a-z]+)*s$'"),
    COLUMN_NAME(
            "%1$s.%2$s is not called as columns are, in snake_case.",
            "create table %1$s (…, a_thing …, …); -- not %2$s",
            "select relname, attname from columns where attname !~ '^[a-z]+(_[a-z]+)*$'"),
    FLAG_NAME(
            "%1$s.%2$s: flags, and they alone, are called is_ or has_.",
            "create table %1$s (…, is_done boolean not null default false, …); -- not %2$s", """
                select relname, attname from columns
                where (type = 'boolean') <> (attname ~ '^(is|has)_')
                """),
    TIME_TYPE(
            "%1$s.%2$s: what is called _at, and that alone, is a moment, which needs its zone.",
            "create table %1$s (…, done_at timestamptz, …); -- not %2$s", """
                select relname, attname from columns
                where (type = 'timestamp with time zone') <> (attname ~ '_at$') or type ~ '^(date$|time)(?!stamp with time)'
                """),
    ID_NAME(
            "%1$s.%2$s: a uuid is an id, and is called so.",
            "create table %1$s (id uuid …, thing_id uuid, …); -- not %2$s",
            "select relname, attname from columns where type = 'uuid' and attname !~ '^id$|_id$'"),
    COUNT_TYPE(
            "%1$s.%2$s counts, but not in whole numbers.",
            "create table %1$s (…, %2$s bigint not null default 0, …);", """
                select relname, attname from columns
                where attname ~ '_count$' and type not in ('integer', 'bigint')
                """),
    CONSTRAINT_NAME(
            "%2$s is not called after its table, so an error that names it does not say where.",
            "alter table %1$s rename constraint %2$s to %3$sk_%1$s_…;", """
                select relname, conname from tables join pg_constraint on conrelid = tables.oid
                where contype = 'f' and conname !~ ('^fk_' || relname || '_')
                   or contype = 'c' and conname !~ ('^ck_' || relname || '_')
                """),
    JUNCTION_NAME(
            "%1$s is a junction, and not called after its two ends.",
            "create table file_tags (…, primary key (user_id, file_id, tag_id)); -- not %1$s", """
                select relname, relname from tables
                join pg_constraint on conrelid = tables.oid and contype = 'p',
                  lateral (
                    select string_agg(regexp_replace(attname, '_id$', ''), '_' order by n) || 's' as name
                    from unnest(conkey) with ordinality as key(attnum, n)
                    join columns on columns.oid = tables.oid and columns.attnum = key.attnum
                    where attname <> 'user_id') as ends
                where name not in ('ids', 'user_ids', relname)
                """),
    INDEX_NAME(
            "%2$s is not called idx_{table}_{columns}, so a plan that names it does not say what it" + " is.",
            "alter index %2$s rename to idx_%1$s_…; -- the leading columns; user_id may go unsaid", """
                select relname, name from indexes
                where not indisprimary and not exists (
                  select from generate_series(1, least(2, indnkeyatts)) as first, generate_series(1, indnkeyatts) as last,
                    lateral (select 'idx_' || relname || '_' || array_to_string(columns[first:last], '_') as rule) as r
                  where first <= last and name in (rule, replace(rule, 'folder_id', 'folder')))
                """),
    CREATED_AT_MISSING(
            "%1$s does not say when its rows were made.",
            "create table %1$s (…, created_at timestamptz not null default now(), …);", """
                select relname, relname from tables where oid not in (
                  select oid from columns
                  where attname = 'created_at' and type = 'timestamp with time zone'
                    and attnotnull and default_value = 'now()')
                """),
    UPDATED_AT_MISSING("%1$s does not say when its rows changed, and does not refuse that they do.", """
        create table %1$s (…, updated_at timestamptz not null default now(), …);
        -- or, for what never changes, the triggers refuse_change and refuse_truncate\
        """, """
            select relname, relname from tables
            where oid not in (select oid from append_only) and oid not in (
              select oid from columns
              where attname = 'updated_at' and type = 'timestamp with time zone'
                and attnotnull and default_value = 'now()')
            """),
    UPDATED_AT_UNTOUCHED("%1$s.updated_at is set by whoever remembers to: nothing keeps it.", """
        create or replace trigger touch_updated_at before update on %1$s
          for each row execute function touch_updated_at();\
        """, """
            select relname, relname from tables
            where oid not in (select oid from append_only)
              -- for each row, before, update
              and oid not in (select oid from triggers where function = 'touch_updated_at' and tgtype = 1 | 2 | 16)
            """),
    PRIMARY_KEY(
            "%1$s has no primary key that is a generated uuid, and is no junction.",
            "create table %1$s (id uuid primary key default gen_random_uuid(), …);", """
                select relname, attname from columns
                where attname = 'id' and (type <> 'uuid' or default_value is distinct from 'gen_random_uuid()')
                union all
                select relname, relname from tables
                where oid not in (select conrelid from pg_constraint where contype = 'p')
                """),
    FOREIGN_KEY_WITHOUT_INDEX(
            "No index begins with the columns of %2$s, so each delete of a row that it refers to"
                    + " reads all of %1$s.",
            """
            drop index concurrently if exists idx_%1$s_…;
            create index concurrently idx_%1$s_… on %1$s (user_id, …); -- alone in its migration\
            """, """
                select relname, conname from tables join pg_constraint on conrelid = tables.oid
                where contype = 'f' and not exists (
                  select from indexes join pg_am on pg_am.oid = indexes.relam
                  where indrelid = tables.oid and indisvalid and amname = 'btree'
                    and indnkeyatts >= cardinality(conkey)
                    and conkey <@ (indkey::int2[])[0:cardinality(conkey) - 1]
                    -- whoever asks for a value does not ask for null
                    and (predicate is null
                      or predicate ~ '^[( ]*\\w+ IS NOT NULL[) ]*( AND [( ]*\\w+ IS NOT NULL[) ]*)*$'
                        and not exists (
                          select from regexp_matches(predicate, '(\\w+) IS NOT NULL', 'g') as required
                          where required[1] not in (
                            select attname from columns where columns.oid = tables.oid and attnum = any (conkey)))))
                """),
    FOREIGN_KEY_WITHOUT_USER("%2$s lets a row of one user refer to another's.", """
        alter table %1$s drop constraint %2$s;
        alter table %1$s add constraint %2$s foreign key (user_id, …) references … (user_id, id) not valid;
        alter table %1$s validate constraint %2$s; -- in the next migration\
        """, """
            select relname, conname from tables join pg_constraint on conrelid = tables.oid
            where contype = 'f' and pg_get_constraintdef(pg_constraint.oid) !~ '^FOREIGN KEY \\(user_id, '
            """),
    INDEX_DUPLICATED(
            "Whatever %2$s serves, a longer index of %1$s serves as well, and every write pays for" + " both.",
            "drop index concurrently if exists %2$s; -- alone in its migration", """
                select a.relname, a.name from indexes a
                where not a.indisunique and exists (
                  select from indexes b
                  where b.indrelid = a.indrelid and b.indexrelid <> a.indexrelid and b.relam = a.relam
                    and b.predicate is not distinct from a.predicate
                    and b.keys[1:a.indnkeyatts] = a.keys and b.included @> a.included
                    -- of two that are the same, one may stay
                    and (b.keys <> a.keys or b.indisunique or b.included <> a.included or b.indexrelid < a.indexrelid))
                """),
    INDEX_ON_FLAG(
            "%2$s tells rows apart by yes or no alone: no query is better off with it than" + " without.", """
                drop index concurrently if exists idx_%1$s_…;
                create index concurrently idx_%1$s_… on %1$s (user_id, created_at, id) where is_…; -- alone in its migration\
                """, """
                    select relname, name from indexes
                    where 'boolean' = any (types) and 'boolean' = all (types)
                    """),
    INDEX_INVALID(
            "%2$s was left by a build that broke off: writes pay for it, and no query may use it.",
            "reindex index concurrently %2$s; -- alone in its migration",
            "select relname, name from indexes where not indisvalid"),
    CONSTRAINT_NOT_VALIDATED(
            "%2$s holds for new rows alone: nobody has looked at those that were there.",
            "alter table %1$s validate constraint %2$s; -- in a migration after the one that adds" + " it", """
                select relname, conname from tables join pg_constraint on conrelid = tables.oid where not convalidated
                """),
    DERIVED_DATA(
            "%1$s.%2$s holds what other rows add up to, and goes stale with the first that is" + " forgotten.",
            "select count(*) …; -- when asked for, with an index that holds what is counted", """
                select relname, attname from columns
                where type in ('integer', 'bigint', 'numeric', 'double precision', 'real')
                  and (attname ~ '(^|_)(total|sum|average|avg)(_|$)'
                    or attname ~ '_count$' and exists (
                      select from tables
                      where tables.relname ~ ('(^|_)' || regexp_replace(attname, '_count$', '') || '(s|es)$')))
                """),
    JSON_TYPE(
            "%1$s.%2$s is json: no index helps to find in it, and it has no equality, so distinct" + " fails.",
            "create table %1$s (…, %2$s jsonb not null default '{}', …);",
            "select relname, attname from columns where type in ('json', 'json[]')"),
    PADDED_TYPE(
            "%1$s.%2$s is padded with blanks to its length, which comparisons then disregard.",
            "create table %1$s (…, %2$s varchar(…), …); -- or char(n) with a check of the length", """
                select relname, attname from columns
                where type ~ '^character\\(' and not exists (
                  select from pg_constraint
                  where contype = 'c' and conrelid = columns.oid and conkey = array[attnum])
                """),
    SEQUENCE(
            "%2$s is a sequence: its numbers tell how many there are, and asking for one pins a"
                    + " connection of the proxy.",
            "create table %1$s (id uuid primary key default gen_random_uuid(), …); -- without %2$s", """
                select coalesce(tables.relname, s.relname), s.relname
                from pg_class s
                left join pg_depend on classid = 'pg_class'::regclass and objid = s.oid and refobjsubid > 0
                left join tables on tables.oid = refobjid
                where s.relnamespace = 'public'::regnamespace and s.relkind = 'S'
                """);

    private final String effect;
    private final String remedy;
    private final String query;

    Convention(String effect, String remedy, String query) {
        this.effect = effect;
        this.remedy = remedy;
        this.query = query;
    }

    /// The rule's name in findings and exemptions.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A query for the violations: a table, and the name of what violates the rule.
    String query() {
        return query;
    }

    /// @param name the column, constraint, index or table that violates the rule
    String effect(String table, String name) {
        return effect.formatted(table, name);
    }

    /// The safe way, in SQL.
    ///
    /// @param table quoted where SQL needs that, and so the name
    /// @param constraintType the letter of pg_constraint where the name is a constraint's
    String remedy(String table, String name, String constraintType) {
        return remedy.formatted(table, name, constraintType);
    }
}
