alter table books alter column pages set default 1;
alter table books alter column pages drop default;
---- next contract migration
alter table books alter column state drop default;
