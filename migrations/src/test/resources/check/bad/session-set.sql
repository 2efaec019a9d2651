set lock_timeout = '1s'; -- finds session-set
alter table books add column shelf text;
