package dev.kontor.schema.random;

import java.util.List;

/// Makes the features that belong to no table, and those that use several.
record SharedFeatures(Universe universe) {

    /// What stands before all tables.
    void makeBefore() {
        universe.statement("extension citext", "", "create extension citext");
        universe.statement("extension pg_trgm", "", "create extension if not exists pg_trgm");
        universe.statement("extension btree_gist", "", "create extension btree_gist");
        universe.statement(
                "collation numbers",
                "",
                "create collation numbers (provider = icu, locale = 'en-u-kn-true')",
                "create collation numbers (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        universe.statement(
                "enum mood",
                "",
                "create type mood as enum ('sad', 'glad')",
                "create type mood as enum ('low', 'sad', 'glad')",
                "create type mood as enum ('sad', 'it''s, so', 'glad', 'high')");
        universe.statement(
                "enum Other Mood",
                "",
                "create type \"Other Mood\" as enum ('on', 'off')",
                "create type \"Other Mood\" as enum ('on', 'off', 'On')");
        universe.statement(
                "domain short name",
                "",
                "create domain \"short name\" as text check (value <> 'no')",
                "create domain \"short name\" as text constraint is_short check (length(value) < 20)",
                "create domain \"short name\" as varchar(30) collate \"C\"",
                "create domain \"short name\" as text default 'x' constraint is_short check (length(value) < 30)"
                        + " constraint is_named check (value <> '')");
        universe.statement(
                "domain positive",
                "",
                "create domain positive as integer check (value > 0)",
                "create domain positive as integer default 1 check (value > 0)",
                "create domain positive as integer not null check (value > 0)",
                "create domain positive as integer");
        universe.statement(
                "composite pair",
                "",
                "create type pair as (one integer, two text)",
                "create type pair as (one integer, two text, three date)",
                "create type pair as (one bigint, \"order\" text collate \"C\")");
        universe.statement(
                "range spans",
                "",
                "create type spans as range (subtype = float8, subtype_diff = float8mi)",
                "create type spans as range (subtype = float8)");
        universe.statement(
                "sequence counters",
                "",
                "create sequence counters",
                "create sequence counters start with 10 increment by 2",
                "create sequence counters as integer cycle maxvalue 1000",
                "create sequence counters cache 5");
        universe.statement("core touch", "", """
            create function touch_updated_at() returns trigger
              language plpgsql
            as $$
            begin
              new.updated_at := clock_timestamp(); -- it's; so
              return new;
            end
            $$\
            """);
        universe.statement(
                "function twice_of",
                "",
                "create function twice_of(number integer) returns integer immutable language sql return number * 2",
                "create function twice_of(number integer) returns integer immutable strict language sql as 'select"
                        + " number * 2'",
                "create function twice_of(value integer) returns integer immutable language sql return value * 2",
                "create function twice_of(number integer) returns integer immutable parallel safe cost 5 language sql"
                        + " begin atomic select number * 2; end");
        universe.statement(
                "function is_fine",
                "",
                "create function is_fine(given text) returns boolean immutable language plpgsql as $$begin return"
                        + " given <> 'bad'; end$$",
                "create function is_fine(given text) returns boolean immutable language plpgsql set search_path = ''"
                        + " as $f$begin return given <> 'bad' or false; end$f$");
        universe.statement(
                "aggregate",
                "",
                "create aggregate total_of(integer) (sfunc = int4pl, stype = integer, initcond = '0')",
                "create aggregate total_of(integer) (sfunc = int4pl, stype = integer, initcond = '1')");
        universe.statement(
                "function polymorphic",
                "enum mood",
                "create function \"Moody\"(of mood default 'sad', out one text, out two mood) language sql stable as"
                        + " $$select of::text, of$$",
                "create function \"Moody\"(of mood default 'glad', out one text, out two mood) language sql stable as"
                        + " $$select of::text, of$$",
                "create function \"Moody\"(of mood default 'sad', out one text) language sql stable as $$select"
                        + " of::text$$");
    }

    /// What stands after all tables.
    void makeAfter(List<TableFeatures> tables) {
        var one = tables.get(0);
        var two = tables.get(1);
        var three = tables.get(2);
        var title = one.keyOfColumn("title");
        var rank = one.keyOfColumn("rank");
        universe.statement(
                "view titles",
                title,
                "create view titles as select id, title from " + one.table(),
                "create view titles as select id, title, user_id from " + one.table(),
                "create view titles with (security_invoker) as select id, upper(title) as title from " + one.table(),
                "create view titles as select title, id from %s where title <> '' with check option"
                        .formatted(one.table()));
        universe.statement(
                "view \"Of View\"",
                "view titles",
                "create view \"Of View\" as select id, title as \"order\" from titles",
                "create view \"Of View\" as select count(*) as number from titles",
                "create view \"Of View\" (id, \"order\") as select id, title from titles where id is not null");
        universe.statement(
                "view third",
                "view \"Of View\"",
                "create view third as select * from \"Of View\"",
                "create view third as select 1 as one, v.* from \"Of View\" v");
        universe.statement(
                "view all",
                "",
                "create view all_rows as select * from " + two.table(),
                "create view all_rows as select t.*, o.id as other from %s t left join %s o using (user_id)"
                        .formatted(two.table(), one.table()));
        universe.statement(
                "view on view",
                "view titles",
                "create materialized view kept as select id, title from titles",
                "create materialized view kept as select id, title || '!' as title from titles with no data");
        universe.statement("index kept", "view on view", "create unique index idx_kept_id on kept (id)");
        universe.statement(
                "view any",
                one.keyOfColumn(one.columns().getFirst()),
                "create view any_column as select id, %s as it from %s"
                        .formatted(one.columns().getFirst(), one.table()));
        universe.statement(
                "function atomic",
                title,
                "create function titles_of(owner text) returns setof text stable language sql begin atomic select title from %1$s where %1$s.user_id = owner; end"
                        .formatted(one.table()),
                "create function titles_of(owner text) returns setof text stable language sql begin atomic select title || '!' from %1$s where %1$s.user_id = owner; end"
                        .formatted(one.table()),
                "create function titles_of(owner text, most integer default 5) returns setof text stable language sql begin atomic select title from %1$s where %1$s.user_id = owner limit most; end"
                        .formatted(one.table()),
                "create function titles_of(owner text) returns text stable language sql begin atomic select max(title) from %1$s where %1$s.user_id = owner; end"
                        .formatted(one.table()));
        universe.statement(
                "function rows",
                rank,
                "create function ranked(at_least integer) returns table (id uuid, rank numeric) stable language plpgsql security definer set search_path = public, pg_temp as $$begin return query select t.id, t.rank::numeric from %s t where t.rank >= at_least; end$$"
                        .formatted(one.table()),
                "create function ranked(at_least integer) returns table (id uuid) stable language plpgsql as $$begin return query select t.id from %s t where t.rank >= at_least; end$$"
                        .formatted(one.table()));
        universe.statement(
                "function row",
                three.key(),
                "create function label_of(%1$s) returns text stable language sql return ($1).user_id || '.'"
                        .formatted(three.table()));
        universe.statement(
                "view of function", "function atomic", "create view listed as select titles_of('x') as title");
        universe.statement(
                "procedure",
                two.key(),
                "create procedure clear_all(who text) language sql begin atomic delete from %s where user_id = who; end"
                        .formatted(two.table()),
                "create procedure clear_all(who text) language plpgsql as $$begin delete from %s where user_id = who; end$$"
                        .formatted(two.table()));
        universe.statement(
                "view insert",
                "view titles",
                "create function on_titles() returns trigger language plpgsql as $$begin return null; end$$");
        universe.statement(
                "view trigger",
                "view insert",
                "create trigger on_titles instead of delete on titles for each row execute function on_titles()");
        comments();
        universe.statement(
                "grant function",
                "function twice_of",
                "revoke execute on function twice_of(integer) from public",
                "grant execute on function twice_of(integer) to kontor_app");
        universe.statement(
                "grant type",
                "enum mood",
                "grant usage on type mood to kontor_app",
                "revoke usage on type mood from public");
        universe.statement(
                "grant sequence",
                "sequence counters",
                "grant usage on sequence counters to kontor_app",
                "grant usage, select on sequence counters to kontor_app");
        universe.statement("grant view", "view titles", "grant select on titles to kontor_app");
        universe.statement("grant schema", "", "grant usage on schema public to kontor_app");
        universe.statement(
                "grant default", "", "alter default privileges in schema public grant select on tables to kontor_app");
    }

    private void comments() {
        universe.statement(
                "comment function",
                "function twice_of",
                "comment on function twice_of(integer) is 'twice'",
                "comment on function twice_of(integer) is 'doubles'");
        universe.statement(
                "comment type",
                "enum mood",
                "comment on type mood is 'how one feels'",
                "comment on type mood is e'a\\nmood'");
        universe.statement("comment view", "view titles", "comment on view titles is 'the titles'");
        universe.statement("comment domain", "domain positive", "comment on domain positive is 'more than 0'");
    }
}
