alter table books add constraint ck_books_pages check (pages > 0) not valid; -- finds constraint-not-validated
