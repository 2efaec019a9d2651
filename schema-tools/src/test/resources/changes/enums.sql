=== a value is added and is the default
--- before
create type mood as enum ('good', 'bad');
create table moods (mood mood not null default 'good');
--- rows
insert into moods values ('bad');
--- after
create type mood as enum ('good', 'bad', 'so so');
create table moods (mood mood not null default 'so so');
--- expect
generate: complete
push: done
keeps: insert into moods default values returning mood = so so

=== values are added before the first and among the others
--- before
create type mood as enum ('good', 'bad');
--- after
create type mood as enum ('best', 'better', 'good', 'so so', 'bad', 'it''s worst');
--- expect
generate: complete
push: done
writes: add value 'best' before 'good'

=== a value is added and a new view, check and function use it
--- before
create type mood as enum ('good');
create table moods (mood mood not null default 'good');
--- after
create type mood as enum ('good', 'bad');
create table moods (mood mood not null default 'good', constraint ck_moods_mood check (mood <> 'bad'));
create view bad_moods as select mood from moods where mood = 'bad';
--- expect
generate: complete
push: done

=== a value goes
--- before
create type mood as enum ('good', 'bad');
--- after
create type mood as enum ('good');
--- expect
generate: refused: the type mood keeps its values and their order: PostgreSQL cannot take one away
push: refused: the type mood keeps its values and their order

=== values in another order
--- before
create type mood as enum ('good', 'bad');
--- after
create type mood as enum ('bad', 'new', 'good');
--- expect
generate: refused: the type mood keeps its values and their order
push: refused: the type mood keeps its values and their order

=== a value is added and used, and another change fails
--- before
create type mood as enum ('good');
create table moods (mood mood not null default 'good', size text);
--- rows
insert into moods values ('good', null);
--- after
create type mood as enum ('good', 'bad');
create table moods (mood mood not null default 'bad', size text not null);
--- expect
generate: complete
push: refused: only the new values of enums were added
keeps: select count(size) from moods = 0
