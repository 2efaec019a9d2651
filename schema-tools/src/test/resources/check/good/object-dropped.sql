create or replace view lent_books as select id, title, author_id from books where state = 'lent';
create or replace function shelf_of(title text) returns text language sql immutable return upper(left(title, 1));
---- next contract migration
drop view lent_books;
drop materialized view shelves;
drop function shelf_of;
