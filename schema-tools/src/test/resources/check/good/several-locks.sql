alter table books add column shelf text;
---- next migration
alter table authors add column country text;
