alter table books add column shelf text;
create table shelves_of_books as select id, user_id, title from books; -- finds table-scanned, created-at-missing, updated-at-missing, updated-at-untouched, primary-key, user-id-type
---- next migration
alter table authors add constraint ck_authors_name check (name <> '') not valid;
---- next migration
alter table authors validate constraint ck_authors_name;
---- next migration
alter table authors alter column name type varchar(600); -- finds table-scanned
