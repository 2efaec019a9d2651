lock table books in access exclusive mode; -- finds table-locked
alter table books add column shelf text;
---- next migration
do $$ begin lock authors in share mode; end $$; -- finds table-locked
