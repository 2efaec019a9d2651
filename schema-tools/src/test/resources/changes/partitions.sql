=== columns of a partitioned table
--- before
create table parts (id int not null, name text, old text, required text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
create table parts_2 (id int not null, name text, old text, required text);
alter table parts attach partition parts_2 for values from (10) to (20);
--- rows
insert into parts values (1, 'a', null, 'r'), (11, 'b', null, 'r');
--- after
create table parts (id int not null, name varchar(9) default 'x', size int, required text not null,
  constraint ck_parts_id check (id > 0)) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
create table parts_2 (id int not null, name varchar(9), size int, required text not null,
  constraint ck_parts_id check (id > 0));
alter table parts attach partition parts_2 for values from (10) to (20);
--- expect
generate: finds: constraint-name,table-rewritten,type-narrowed
push: asks
keeps: select sum(id) from parts = 12

=== a column of a partitioned table
--- before
create table parts (id int not null, name text, old text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10) partition by range (id);
create table parts_1_1 partition of parts_1 for values from (1) to (5);
--- rows
insert into parts values (1, 'a');
--- after
create table parts (id int not null, name text default 'x', size int) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10) partition by range (id);
create table parts_1_1 partition of parts_1 for values from (1) to (5);
--- expect
generate: complete
push: done
keeps: select name from parts = a

=== an index of a partitioned table
--- before
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
create table parts_2 partition of parts for values from (10) to (20) partition by range (id);
create table parts_2_1 partition of parts_2 for values from (10) to (15);
--- rows
insert into parts values (1, 'a');
--- after
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
create table parts_2 partition of parts for values from (10) to (20) partition by range (id);
create table parts_2_1 partition of parts_2 for values from (10) to (15);
create index idx_parts_name on parts (name, id);
--- expect
generate: complete
push: done
writes: attach partition

=== an index of a partitioned table goes
--- before
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
create index idx_parts_name on parts (name);
--- after
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
--- expect
generate: finds: index-drop-not-concurrently
push: done

=== a unique constraint of a partitioned table
--- before
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
--- after
create table parts (id int not null, name text, constraint parts_pkey primary key (id)) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
--- expect
generate: finds: constraint-builds-index
push: done

=== a partition comes and another goes
--- before
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
create table parts_2 partition of parts for values from (10) to (20);
create trigger touched before update on parts for each row execute function touch_updated_at();
--- rows
insert into parts values (1, 'a');
--- after
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
create table parts_3 partition of parts for values from (20) to (30);
create trigger touched before update on parts for each row execute function touch_updated_at();
--- expect
generate: finds: created-at-missing,primary-key,table-name,updated-at-missing,user-id-missing
push: done
keeps: select name from parts = a

=== the bounds of a partition change
--- before
create table parts (id int not null) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
--- after
create table parts (id int not null) partition by range (id);
create table parts_1 partition of parts for values from (1) to (20);
--- expect
generate: refused: table parts_1 cannot become 'r partition of parts FOR VALUES FROM (1) TO (20)' where it is 'r partition
push: refused: table parts_1 cannot become

=== a partition's own default goes
--- before
create table parts (id int not null, name text default 'x') partition by range (id);
create table parts_1 partition of parts (name default 'y') for values from (1) to (10);
--- rows
insert into parts (id) values (1);
--- after
create table parts (id int not null, name text default 'x') partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
--- expect
generate: complete
push: done
keeps: insert into parts_1 values (2) returning name = x

=== an index that is attached to that of its table, as a dump writes it
--- before
create table days (id uuid, day date not null) partition by range (day);
create table days_2026 partition of days for values from ('2026-01-01') to ('2027-01-01');
create index idx_days_day on days (day);
--- after
create table days (id uuid, day date not null) partition by range (day);
create table days_2026 (id uuid, day date not null);
alter table only days attach partition days_2026 for values from ('2026-01-01') to ('2027-01-01');
create index idx_days_day on only days (day);
create index days_2026_day_idx on days_2026 (day);
alter index idx_days_day attach partition days_2026_day_idx;
--- expect
generate: nothing
push: nothing

=== a new partition and a new index of its table
--- before
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
--- after
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
create table parts_2 partition of parts for values from (10) to (20) partition by range (id);
create table parts_3 partition of parts_2 for values from (10) to (15);
create index idx_parts_name on parts (name);
--- expect
generate: finds: created-at-missing,primary-key,table-name,updated-at-missing,updated-at-untouched,user-id-missing
push: done

=== an index whose name is as long as can be, or taken on a partition
--- before
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
create table parts_2 partition of parts for values from (10) to (20);
create index idx_parts_1_name on parts_1 (id);
--- after
create table parts (id int not null, name text) partition by range (id);
create table parts_1 partition of parts for values from (1) to (10);
create table parts_2 partition of parts for values from (10) to (20);
create index idx_parts_1_name on parts_1 (id);
create index idx_parts_name on parts (name);
create index idx_of_the_names_and_the_ids_of_all_things_that_are_partitioned on parts (name, id);
--- expect
generate: finds: index-duplicated,index-name
push: done
