set local lock_timeout = '1s';
alter table books add column shelf text;
