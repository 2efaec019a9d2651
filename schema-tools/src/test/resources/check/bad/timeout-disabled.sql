set statement_timeout = 0; -- finds timeout-disabled
set lock_timeout = 0; -- finds timeout-disabled
alter table books add column shelf text;
---- next migration
select set_config('lock_timeout', '1min', true); -- finds timeout-disabled
alter table authors add column country text;
