alter table books add constraint ck_books_pages check (pages is not null) not valid;
---- next migration
alter table books validate constraint ck_books_pages;
---- next migration
alter table books alter column pages set not null;
alter table books drop constraint ck_books_pages;
