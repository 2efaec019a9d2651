create index idx_books_title on books (user_id, title, id); -- finds index-not-concurrently
