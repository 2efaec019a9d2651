=== a virtual generated column is added as virtual
--- after
alter table things add twice text generated always as (name || name) virtual;
--- expect
generate: complete
push: done
writes: virtual
keeps: select count(*) from things = 1

=== a stored generated column becomes virtual
--- before
alter table things add twice text generated always as (name || name) stored;
--- after
alter table things add twice text generated always as (name || name) virtual;
--- expect
generate: refused: things.twice
push: done
keeps: select twice from things = xx

=== the expression of a virtual column changes
--- before
alter table things add twice text generated always as (name || name) virtual;
--- after
alter table things add twice text generated always as (name || '-' || name) virtual;
--- expect
generate: complete
push: done
keeps: select twice from things = x-x

=== a generated column becomes a plain one
--- before
alter table things add twice text generated always as (name || name) stored;
--- after
alter table things add twice text;
--- expect
generate: complete
push: done
keeps: select twice from things = xx

=== a plain column with data does not become a generated one unasked
--- after
alter table things drop column name cascade;
alter table things add name text generated always as ('y') stored;
create view named_things as select id, name from things where name is not null;
--- expect
generate: refused: things.name
push: refused: --drop-data
keeps: select name from things = x

=== a new column and a view that uses it
--- after
alter table things add color text;
create view colors as select id, color from things;
--- expect
generate: complete
push: done

=== a new column and functions that use it
--- after
alter table things add color text;
create function color_of(thing uuid) returns text language sql stable
  as 'select color from things where id = thing';
create function colors_of(thing uuid) returns text language sql stable
  begin atomic select color from things where id = thing; end;
--- expect
generate: complete
push: done

=== a new function and a column whose default calls it
--- after
create function next_color() returns text language sql as $$ select 'red' $$;
alter table things add color text default next_color();
--- expect
generate: complete
push: done

=== columns and tables with names that need quotes
--- before
create table "Order" ("order" int, "two words" text, "dot.ted" text, old text);
create table "Dot.ted" (id int);
--- rows
insert into "Order" values (1, 'a', 'b', 'c');
--- after
create table "Order" (
  "order" bigint, "two words" text not null default 'x', "dot.ted" text, "user" text default 'y',
  constraint "ck_Order_odd check" check ("order" > 0));
create index "Odd index" on "Order" ("order", "two words");
create table "Dot.ted" (id int, "a.b" int, "c.d" int generated always as identity);
--- expect
generate: finds: column-name,index-name,sequence,table-rewritten
push: asks
keeps: select "order", "two words", "user" from "Order" = 1 a y

=== a column gets a collation and another loses its own
--- before
create table words (first text, second text collate "C");
--- rows
insert into words values ('a', 'b');
--- after
create collation backwards (provider = icu, locale = 'en-u-kf-upper');
create table words (first text collate "C", second text, third text collate backwards);
--- expect
generate: complete
push: done
keeps: select first || second from words = ab

=== text becomes an enum
--- before
create table pets (kind text default 'cat');
--- rows
insert into pets values ('dog');
--- after
create type animal as enum ('cat', 'dog');
create table pets (kind animal default 'cat');
--- expect
generate: finds: table-rewritten,type-narrowed
push: asks
keeps: select kind from pets = dog

=== an enum becomes text
--- before
create type animal as enum ('cat', 'dog');
create table pets (kind animal default 'cat');
--- rows
insert into pets values ('dog');
--- after
create table pets (kind text default 'cat');
--- expect
generate: finds: table-rewritten,type-narrowed
push: asks
keeps: select kind from pets = dog

=== text becomes a number
--- before
create table sizes (size text);
--- rows
insert into sizes values ('7');
--- after
create table sizes (size integer);
--- expect
generate: finds: table-rewritten,type-narrowed
push: asks
keeps: select size + 1 from sizes = 8

=== text that is no number stays
--- before
create table sizes (size text);
--- rows
insert into sizes values ('x');
--- after
create table sizes (size integer);
--- expect
generate: finds: table-rewritten,type-narrowed
push: asks and fails: alter table sizes alter column size type integer
keeps: select size from sizes = x

=== the type of a column changes under a check, an index and a view
--- before
create table sizes (size varchar(9), constraint ck_sizes_size check (size <> ''));
create index idx_sizes_size on sizes (size);
create view all_sizes as select size from sizes;
create view sizes_seen as select size from all_sizes;
grant select on all_sizes to public;
--- rows
insert into sizes values ('a');
--- after
create table sizes (size varchar(19), constraint ck_sizes_size check (size <> ''));
create index idx_sizes_size on sizes (size);
create view all_sizes as select size from sizes;
create view sizes_seen as select size from all_sizes;
grant select on all_sizes to public;
--- expect
generate: finds: table-scanned
push: done
keeps: select size from sizes_seen = a

=== an identity column is always generated
--- before
create table counted (id bigint generated by default as identity, name text);
--- rows
insert into counted (name) values ('a');
--- after
create table counted (id bigint generated always as identity, name text);
--- expect
generate: complete
push: done
keeps: select id from counted = 1

=== a column loses its identity
--- before
create table counted (id bigint generated by default as identity, name text);
--- rows
insert into counted (name) values ('a');
--- after
create table counted (id bigint not null, name text);
--- expect
generate: complete
push: done
keeps: select id from counted = 1

=== a column becomes an identity, and counts on
--- before
create table counted (id bigint not null, name text);
--- rows
insert into counted values (41, 'a');
--- after
create table counted (id bigint not null generated by default as identity, name text);
--- expect
generate: refused: counted.id
push: done
keeps: insert into counted (name) values ('b') returning id = 42

=== storage, compression and statistics of a column change
--- before
create table long_ones (one text, two text);
--- after
create table long_ones (one text storage external, two text);
alter table long_ones alter two set statistics 500;
--- expect
generate: complete
push: done

=== a virtual column becomes a plain one and another a stored one
--- before
alter table things add twice text generated always as (name || name) virtual;
alter table things add thrice text generated always as (name || 3) virtual;
comment on column things.thrice is 'three';
--- after
alter table things add twice text;
alter table things add thrice text generated always as (name || 3) stored;
comment on column things.thrice is 'three';
create index idx_things_thrice on things (user_id, thrice);
--- expect
generate: refused: can only be computed in another way under another name
push: done
keeps: select twice, thrice from things = xx x3

=== a stored column with an index and a check becomes one that is filled
--- before
alter table things add twice text generated always as (name || name) stored constraint ck_things_twice check (twice <> '');
create index idx_things_twice on things (user_id, twice);
--- after
alter table things add twice text generated always as (name || name) virtual constraint ck_things_twice check (twice <> '');
--- expect
generate: refused: things.twice
push: done
keeps: select twice from things = xx

=== required columns whose checks would have one name, or a name that is taken
--- before
create table "éééééééééééééééééééééééééééééé" (user_id text, one_xxxxxxxxxxxxxxxxxxxx int, two_xxxxxxxxxxxxxxxxxxxx int);
create table rests (one int, constraint ck_rests_one_not_null check (one > 0));
--- after
create table "éééééééééééééééééééééééééééééé" (user_id text, one_xxxxxxxxxxxxxxxxxxxx int not null, two_xxxxxxxxxxxxxxxxxxxx int not null);
create table rests (one int not null, constraint ck_rests_one_not_null check (one > 0));
--- expect
generate: complete
push: done
