drop index concurrently if exists idx_books_user_id_created_at;
create index concurrently idx_books_user_id_created_at on books (user_id, created_at);
---- next migration
drop index concurrently if exists idx_books_created_at;
---- next migration
reindex index concurrently idx_books_author_id;
