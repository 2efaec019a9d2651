drop view lent_books; -- finds object-dropped
drop materialized view shelves; -- finds object-dropped
drop function shelf_of; -- finds object-dropped
alter table books drop column isbn; -- finds column-dropped
drop domain isbn; -- finds object-dropped
---- next migration
alter table books disable trigger touch_updated_at; -- finds object-dropped, updated-at-untouched
drop trigger touch_updated_at on authors; -- finds object-dropped, updated-at-untouched, several-locks
---- next migration
create extension pg_trgm;
---- next migration
create index concurrently if not exists idx_authors_name on authors using gin (name gin_trgm_ops);
---- next migration
drop extension pg_trgm cascade; -- finds object-dropped, index-drop-not-concurrently
---- next migration
create function mark_of(title text) returns integer language sql immutable return 1;
---- next migration
drop function mark_of; create function mark_of(title text) returns text language sql immutable return ''; -- finds object-dropped
