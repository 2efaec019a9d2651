alter table books add column shelf text;
alter table authors add column country text; -- finds several-locks
