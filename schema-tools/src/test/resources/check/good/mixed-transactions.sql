alter table books add column shelf text;
---- next migration
drop index concurrently if exists idx_books_title;
create index concurrently idx_books_title on books (user_id, title, id);
