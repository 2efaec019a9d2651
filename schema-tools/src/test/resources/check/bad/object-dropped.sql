drop view lent_books; -- finds object-dropped
drop materialized view shelves; -- finds object-dropped
drop function shelf_of; -- finds object-dropped
alter table books drop column isbn; -- finds column-dropped
drop domain isbn; -- finds object-dropped
---- next migration
alter table books disable trigger touch_updated_at; -- finds object-dropped, updated-at-untouched
drop trigger touch_updated_at on authors; -- finds object-dropped, updated-at-untouched, several-locks
