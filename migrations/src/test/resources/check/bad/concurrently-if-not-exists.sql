create index concurrently if not exists idx_books_title on books (user_id, title, id); -- finds concurrently-if-not-exists
