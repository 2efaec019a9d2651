alter table books -- finds column-dropped
  add column shelf text,
  drop column pages;
---- next migration
alter table books drop column price; -- finds column-dropped
