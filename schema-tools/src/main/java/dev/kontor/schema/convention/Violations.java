package dev.kontor.schema.convention;

import dev.kontor.migrations.catalog.HistorySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Asks a live catalog for everything that violates a [Convention].
public final class Violations {

    /// What the queries of the rules ask: tables without Flyway's own, their columns, indexes and
    /// triggers.
    private static final String CATALOG = """
        with tables as (
          select oid, relname from pg_class
          where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
            and
        """ + HistorySql.IS_NONE + """
        ), columns as (
          select tables.oid, relname, attnum, attname, attnotnull,
            format_type(atttypid, atttypmod) as type, pg_get_expr(adbin, adrelid) as default_value
          from tables
          join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
          left join pg_attrdef on adrelid = attrelid and adnum = attnum
        ), indexes as (
          select pg_index.*, tables.relname, pg_class.relname as name, pg_class.relam,
            pg_get_expr(indpred, indrelid) as predicate,
            array(
              -- of an expression, the column in it
              select regexp_replace(pg_get_indexdef(indexrelid, n, true), '^\\w+\\((\\w+).*$', '\\1')
              from generate_series(1, indnkeyatts) as n order by n) as columns,
            array(
              select concat_ws(' ', pg_get_indexdef(indexrelid, n, true),
                indclass[n - 1], indcollation[n - 1], indoption[n - 1])
              from generate_series(1, indnkeyatts) as n order by n) as keys,
            array(
              select pg_get_indexdef(indexrelid, n, true)
              from generate_series(indnkeyatts + 1, indnatts) as n order by n) as included,
            array(
              select format_type(atttypid, null) from pg_attribute
              where attrelid = indexrelid and attnum <= indnkeyatts and attname <> 'user_id' order by attnum) as types
          from tables join pg_index on indrelid = tables.oid join pg_class on pg_class.oid = indexrelid
        ), triggers as (
          select tgrelid as oid, proname as function, tgtype
          from pg_trigger join pg_proc on pg_proc.oid = tgfoid
          where tgenabled = 'O'
        ), append_only as (
          -- for each row, before, update or delete; and before truncate
          select oid from triggers where function = 'refuse_change' and tgtype = 1 | 2 | 8 | 16
          intersect
          select oid from triggers where function = 'refuse_change' and tgtype = 2 | 32
        )
        """;

    /// The names as SQL needs them, and the type of a constraint.
    private static final String FOR_REMEDIES = """
        , quote_ident(relname), quote_ident(name), coalesce((
            select contype::text from pg_constraint
            where conname = name and conrelid = to_regclass(quote_ident(relname))), '')
        """;

    private Violations() {}

    /// The violations in the schema `public`, sorted.
    public static List<Violation> in(Connection connection) throws SQLException {
        var queries = Arrays.stream(Convention.values())
                .map(rule -> "select '%s', * from (%s) as violations (relname, name)".formatted(rule, rule.query()))
                .collect(Collectors.joining("\nunion all\n", CATALOG + "select *" + FOR_REMEDIES + "from (", ")"));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(queries + " as all_rules (rule, relname, name) order by 1, 2, 3")) {
            var violations = new ArrayList<Violation>();
            while (rows.next()) {
                var rule = Convention.valueOf(rows.getString(1));
                var remedy = rule.remedy(rows.getString(4), rows.getString(5), rows.getString(6));
                violations.add(new Violation(rule, rows.getString(2), rows.getString(3), remedy));
            }
            return violations;
        }
    }
}
