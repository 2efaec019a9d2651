alter table books add constraint ck_books_pages check (pages > 0); -- finds check-validated-at-once
alter table books add column shelf text constraint ck_books_shelf check (shelf <> ''); -- finds check-validated-at-once
---- next migration
alter domain isbn add constraint isbn_is_long check (length(value) > 3); -- finds check-validated-at-once
