alter table books add column shelf text;
create table shelves_of_books as select id, user_id, title from books; -- finds table-scanned, created-at-missing, updated-at-missing, updated-at-untouched, primary-key, user-id-type
---- next migration
alter table authors add constraint ck_authors_name check (name <> '') not valid;
---- next migration
alter table authors validate constraint ck_authors_name;
---- next migration
alter table authors alter column name type varchar(600); -- finds table-scanned
---- next migration
create domain shelf_mark as text;
alter table books add column mark shelf_mark;
---- next migration
alter domain shelf_mark add constraint ck_shelf_mark check (value <> '') not valid;
---- next migration
alter domain shelf_mark validate constraint ck_shelf_mark; -- finds table-scanned
---- next migration
alter domain shelf_mark set not null; -- finds table-scanned
