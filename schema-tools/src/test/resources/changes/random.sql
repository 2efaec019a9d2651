=== the type of a column that another is computed from
--- before
alter table things add column size int;
alter table things add column twice bigint generated always as (size * 2) virtual;
--- after
alter table things add column size bigint;
alter table things add column twice bigint generated always as (size * 2) virtual;
--- expect
generate: refused: while twice is computed from it
push: refused: while twice is computed from it

=== the type of a column that another was computed from
--- before
alter table things add column size int;
alter table things add column twice bigint generated always as (size * 2) virtual;
--- after
alter table things add column size bigint;
--- expect
generate: refused: while twice is computed from it
push: done

=== an identity becomes a default
--- before
alter table things add column size bigint generated always as identity;
--- after
alter table things add column size bigint not null default 7;
--- expect
generate: finds: default-dropped
push: done

=== a view of all columns loses one
--- before
alter table things add column size int;
create view all_things as select * from things;
--- after
create view all_things as select * from things;
--- expect
generate: finds: object-dropped
push: done

=== a privilege may be granted on
--- before
grant select, insert on things to kontor_app;
--- after
grant select, insert on things to kontor_app;
grant select on things to kontor_app with grant option;
--- expect
generate: complete
push: done

=== a privilege may no longer be granted on
--- before
grant select, insert, update on things to kontor_app with grant option;
--- after
grant select, insert on things to kontor_app;
grant insert on things to kontor_app with grant option;
--- expect
generate: complete
push: done
writes: revoke grant option for SELECT on things from kontor_app
