alter table books alter column pages set default 1;
alter table books alter column pages drop default;
---- next migration
alter table books alter column state drop default;
alter table books alter column state set default 'lent';
---- next contract migration
alter table books alter column state drop default;
