alter table books alter column title drop not null;
---- next contract migration
alter table books drop column title cascade;
