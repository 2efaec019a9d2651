alter table books alter column price type numeric(12, 2);
alter table books add constraint ck_books_pages check (pages < 32768) not valid;
---- next migration
alter table books validate constraint ck_books_pages;
---- next migration
alter table authors alter column name type varchar(300);
alter table authors alter column name type text;
