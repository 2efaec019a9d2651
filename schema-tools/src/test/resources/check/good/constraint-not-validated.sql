alter table books add constraint ck_books_pages check (pages > 0) not valid;
---- next migration
alter table books validate constraint ck_books_pages;
