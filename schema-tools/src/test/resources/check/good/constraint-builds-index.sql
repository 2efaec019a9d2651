drop index concurrently if exists idx_books_user_id;
create unique index concurrently idx_books_user_id on books (user_id, id);
---- next migration
alter table books add constraint idx_books_user_id unique using index idx_books_user_id;
