=== deferrable constraints
--- before
create table spots (id uuid default gen_random_uuid(), a int not null);
--- after
create table spots (id uuid default gen_random_uuid(), a int not null,
  constraint idx_spots_a unique (a) deferrable initially deferred,
  constraint spots_pkey primary key (id) deferrable);
--- expect
generate: complete
push: done
writes: deferrable initially deferred

=== a foreign key becomes deferrable
--- before
alter table things add constraint fk_things_box_id foreign key (user_id, box_id) references boxes (user_id, id);
--- after
alter table things add constraint fk_things_box_id foreign key (user_id, box_id) references boxes (user_id, id)
  deferrable initially deferred;
--- expect
generate: complete
push: done
keeps: select count(*) from things = 1

=== a foreign key to a new unique constraint
--- before
create table shelves (user_id text not null, number int not null);
--- after
create table shelves (user_id text not null, number int not null,
  constraint idx_shelves_number unique (user_id, number));
alter table things add shelf int;
alter table things add constraint fk_things_shelf foreign key (user_id, shelf) references shelves (user_id, number);
create index idx_things_shelf on things (user_id, shelf);
--- expect
generate: complete
push: done

=== a new table with a foreign key to a new unique constraint
--- before
create table shelves (user_id text not null, number int not null);
--- after
create table shelves (user_id text not null, number int not null,
  constraint idx_shelves_number unique (user_id, number));
create table lids (
  id uuid primary key default gen_random_uuid(), user_id text not null, shelf int,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  constraint fk_lids_shelf foreign key (user_id, shelf) references shelves (user_id, number));
create index idx_lids_shelf on lids (user_id, shelf);
create trigger touch_updated_at before update on lids for each row execute function touch_updated_at();
--- expect
generate: complete
push: done

=== an exclusion constraint
--- before
create table spans (span int4range);
--- after
create table spans (span int4range, constraint idx_spans_span exclude using gist (span with &&));
--- expect
generate: finds: constraint-builds-index
push: done

=== constraints that are not valid, and one that is not enforced
--- before
create table spots (a int, b int);
alter table spots add constraint ck_spots_b check (b > 0) not valid;
--- rows
insert into spots (a) values (-1);
--- after
create table spots (a int, b int, constraint ck_spots_b check (b > 0), constraint ck_spots_more check (a > b) not enforced);
alter table spots add constraint ck_spots_a check (a > 0) not valid;
--- expect
generate: finds: constraint-not-validated
push: done
keeps: select a from spots = -1

=== tables that refer to each other are dropped
--- before
create table hens (id int primary key, egg int);
create table eggs (id int primary key, hen int constraint fk_eggs_hen references hens (id));
alter table hens add constraint fk_hens_egg foreign key (egg) references eggs (id);
create view all_hens as select id from hens;
--- after
--- expect
generate: complete
push: done

=== a table that others refer to is dropped
--- before
create table hens (id int primary key);
create table eggs (id int primary key, hen int constraint fk_eggs_hen references hens (id));
--- after
create table eggs (id int primary key, hen int);
--- expect
generate: complete
push: done

=== constraints of a domain
--- before
create domain size as int constraint ck_size_positive check (value > 0) constraint ck_size_old check (value < 9);
create table sizes (size size);
--- rows
insert into sizes values (5);
--- after
create domain size as int default 1 constraint ck_size_positive check (value >= 0) constraint ck_size_new check (value < 99);
create table sizes (size size);
--- expect
generate: finds: table-scanned
push: done
keeps: select size from sizes = 5

=== a domain is required
--- before
create domain size as int default 1;
create table sizes (size size);
--- rows
insert into sizes values (5);
--- after
create domain size as int not null;
create table sizes (size size);
--- expect
generate: finds: table-scanned
push: done
keeps: select size from sizes = 5

=== the type of a domain
--- before
create domain size as int;
--- after
create domain size as bigint;
--- expect
generate: refused: PostgreSQL cannot change what the domain size is based on, from integer to bigint
push: refused: PostgreSQL cannot change what the domain size is based on, from integer to bigint

=== attributes of a composite type
--- before
create type pair as (one int, two int);
--- after
create type pair as (one int, three text collate "C");
--- expect
generate: complete
push: done

=== attributes that hold data are not dropped unasked
--- before
create type pair as (one int, two int);
create table pairs (pair pair);
--- rows
insert into pairs values ((1, 2));
--- after
create type pair as (one int);
create table pairs (pair pair);
--- expect
generate: complete
push: refused: --drop-data
keeps: select pair from pairs = (1,2)

=== an attribute of a type that a table has
--- before
create type pair as (one int, two int);
create table pairs (pair pair);
--- after
create type pair as (one bigint, two int);
create table pairs (pair pair);
--- expect
generate: fails: because column "pairs.pair" uses it
push: fails: alter type pair alter attribute one type bigint
