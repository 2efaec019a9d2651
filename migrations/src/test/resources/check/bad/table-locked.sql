lock table books in access exclusive mode; -- finds table-locked
alter table books add column shelf text;
