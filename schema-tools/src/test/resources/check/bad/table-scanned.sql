alter table books add column shelf text;
create table shelves_of_books as select id, user_id, title from books; -- finds table-scanned, created-at-missing, updated-at-missing, updated-at-untouched, primary-key, user-id-type
