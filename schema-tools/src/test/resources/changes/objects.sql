=== a constraint trigger is added
--- after
create constraint trigger check_things after insert or update on things deferrable initially deferred
  for each row execute function touch_updated_at();
--- expect
generate: complete
push: done

=== a constraint trigger changes
--- before
create constraint trigger check_things after insert on things deferrable
  for each row execute function touch_updated_at();
--- after
create constraint trigger check_things after insert or update on things deferrable initially deferred
  for each row execute function touch_updated_at();
--- expect
generate: complete
push: done

=== a constraint trigger goes
--- before
create constraint trigger check_things after insert on things deferrable
  for each row execute function touch_updated_at();
--- after
--- expect
generate: complete
push: done

=== a trigger is switched off
--- after
alter table things disable trigger touch_updated_at;
--- expect
generate: finds: object-dropped,updated-at-untouched
push: done

=== indexes, however they are written
--- after
create
  index idx_things_name
  on things (user_id, name);
create unique  index if not exists
  idx_things_box_id on public.things using btree (user_id, box_id);
create index /* the third */ idx_things_name_box_id on only things (name, box_id);
create index on boxes (user_id, updated_at);
CREATE INDEX "idx_things_state" ON things (state, user_id) INCLUDE (name) WITH (fillfactor = 70) WHERE name = ' ON other (x)';
--- expect
generate: finds: index-name
push: done

=== an index on an expression with another operator class and collation
--- after
create index idx_things_name on things (user_id, lower(name) text_pattern_ops, (name collate "C") desc nulls last);
--- expect
generate: complete
push: done
writes: create index concurrently

=== the fill factor of an index and of a table
--- before
create index idx_things_name on things (user_id, name);
create table filled (id int) with (fillfactor = 80, autovacuum_enabled = off);
--- after
create index idx_things_name on things (user_id, name) with (fillfactor = 70);
create table filled (id int) with (fillfactor = 70);
--- expect
generate: complete
push: done

=== row level security and its policies
--- before
create policy own on things using (user_id = current_user);
create policy other on things as restrictive for select using (true);
--- after
create policy own on things using (user_id = current_user and true);
create policy other on things for update to pg_read_all_data using (true) with check (true);
create policy third on things using (true);
alter table things enable row level security;
alter table things force row level security;
--- expect
generate: complete
push: done
keeps: select count(*) from things = 1

=== row level security is switched off
--- before
create policy own on things using (user_id = current_user);
alter table things enable row level security;
alter table things force row level security;
--- after
--- expect
generate: complete
push: done
keeps: select count(*) from things = 1

=== a materialized view changes
--- before
create materialized view seen as select id from things;
create unique index idx_seen_id on seen (id);
create view through as select id from seen;
grant select on seen to public;
--- after
create materialized view seen as select id, name from things;
create unique index idx_seen_id on seen (id);
create view through as select id from seen;
grant select on seen to public;
--- expect
generate: finds: view-refreshed
push: done
keeps: select name from seen = x

=== the fill factor of a materialized view
--- before
create materialized view seen with (fillfactor = 90) as select id, name from things;
--- after
create materialized view seen with (fillfactor = 50, autovacuum_enabled = off) as select id, name from things;
--- expect
generate: complete
push: done
writes: alter table seen set (

=== an index of a materialized view
--- before
create materialized view seen as select id from things;
--- after
create materialized view seen as select id from things;
create unique index idx_seen_id on seen (id);
--- expect
generate: complete
push: done

=== the type of a function's value and its parameters' names
--- before
create function size_of(thing uuid) returns int language sql return 1;
create view sizes as select id, size_of(id) as size from things;
create function twice(thing uuid) returns int language sql return size_of(thing) * 2;
revoke execute on function size_of(uuid) from public;
grant execute on function size_of(uuid) to pg_read_all_data;
--- after
create function size_of(of_thing uuid) returns bigint language sql return 1;
create view sizes as select id, size_of(id) as size from things;
create function twice(thing uuid) returns bigint language sql return size_of(thing) * 2;
revoke execute on function size_of(uuid) from public;
grant execute on function size_of(uuid) to pg_read_all_data;
--- expect
generate: finds: object-dropped
push: done

=== a function gets another signature
--- before
create function size_of(thing uuid) returns int language sql return 1;
create view sizes as select id, size_of(id) as size from things;
--- after
create function size_of(thing uuid, factor int default 1) returns int language sql return factor;
create view sizes as select id, size_of(id, 2) as size from things;
--- expect
generate: complete
push: done

=== a function gets another signature, and a view that calls it reads the same
--- before
create function size_of(thing uuid, factor int default 1) returns int language sql return factor;
create view sizes as select size_of(id) as size from things;
--- after
create function size_of(thing uuid) returns int language sql return 1;
create view sizes as select size_of(id) as size from things;
--- expect
generate: refused: the function size_of(uuid,integer) cannot go while the table sizes uses it
push: refused: the function size_of(uuid,integer) cannot go while the table sizes uses it

=== a view loses a column
--- before
create view narrow as select id, name, user_id from things;
create view narrower as select id from narrow;
grant select on narrow to public;
comment on view narrow is 'narrow';
--- after
create view narrow as select id, user_id from things;
create view narrower as select id from narrow;
grant select on narrow to public;
comment on view narrow is 'narrow';
--- expect
generate: finds: object-dropped
push: done

=== a view that keeps its columns
--- before
create view narrow as select id, name from things;
--- after
create view narrow as select id, name, user_id from things;
--- expect
generate: complete
push: done

=== views on views in the order of schema/
--- after
create view first_view as select id, name from things;
create view second_view as select id, name from first_view;
create view another_view as select id from second_view;
--- expect
generate: complete
push: done

=== statistics
--- before
create statistics old_stats on user_id, name from things;
--- after
create statistics stats (ndistinct, dependencies) on user_id, name from things;
--- expect
generate: complete
push: done

=== statistics change
--- before
create statistics stats (ndistinct) on user_id, name from things;
--- after
create statistics stats (ndistinct, dependencies) on user_id, name from things;
--- expect
generate: complete
push: done

=== comments
--- before
comment on column things.name is 'old';
comment on table things is 'gone';
--- after
comment on column things.name is 'new: it''s';
comment on function touch_updated_at() is 'touches';
comment on index idx_things_created_at is 'an index';
comment on constraint boxes_pkey on boxes is 'a constraint';
--- expect
generate: complete
push: done

=== a rule
--- after
create rule nothing_deleted as on delete to things do instead nothing;
--- expect
generate: complete
push: done

=== a sequence counts in other steps
--- before
create sequence numbers;
--- after
create sequence numbers increment 5 cache 7;
--- expect
generate: complete
push: done

=== rows in schema/
--- after
insert into boxes (user_id) values ('ann');
--- expect
generate: refused: schema/things.sql:39
push: refused: schema/things.sql:39

=== what only the catalogs of the server show
--- after
create text search configuration plain (copy = pg_catalog.simple);
--- expect
generate: refused: schema/things.sql:39
push: refused: schema/things.sql:39

=== a role, which belongs to the server, and statements without effect
--- after
do $$ begin if not exists (select from pg_roles where rolname = 'kontor_changes') then create role kontor_changes; end if; end $$;
drop table if exists nothing;
create table if not exists things ();
revoke update on things from public;
--- expect
generate: complete
push: nothing

=== grants
--- before
create view boxes_seen as select id, user_id as name from boxes;
create function one() returns int language sql return 1;
create sequence numbers;
grant select, insert, update on things to pg_read_all_data;
grant select (name), update (name) on boxes_seen to pg_read_all_data;
grant select on boxes to pg_read_all_data;
grant execute on function one() to pg_read_all_data;
grant usage on sequence numbers to pg_read_all_data;
grant usage on type state to pg_read_all_data;
--- after
create view boxes_seen as select id, user_id as name from boxes;
create function one() returns int language sql return 1;
create sequence numbers;
grant select, delete on things to pg_read_all_data;
grant select (name) on boxes_seen to pg_read_all_data;
grant select on sequence numbers to pg_read_all_data;
revoke execute on function one() from public;
--- expect
generate: complete
push: done
