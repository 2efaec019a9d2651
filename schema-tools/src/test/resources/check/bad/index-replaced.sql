drop index concurrently if exists idx_books_created_at;
create index concurrently idx_books_created_at on books (user_id, created_at); -- finds index-replaced
