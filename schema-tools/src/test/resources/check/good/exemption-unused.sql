-- check: allow table-dropped because nothing has ever used it
drop table authors;
---- next migration
alter table books -- check: allow not-null-scans because there are ten rows
  alter column pages set not null;
