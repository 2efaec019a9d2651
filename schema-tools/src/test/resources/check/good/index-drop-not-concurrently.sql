drop index concurrently if exists idx_books_created_at;
