alter table books add column author_name varchar(100);
---- next contract migration
drop table authors;
