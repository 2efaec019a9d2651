drop index idx_books_created_at; -- finds index-drop-not-concurrently
