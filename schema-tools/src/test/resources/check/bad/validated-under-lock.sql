alter table books add constraint ck_books_pages check (pages > 0) not valid;
alter table books validate constraint ck_books_pages; -- finds validated-under-lock
