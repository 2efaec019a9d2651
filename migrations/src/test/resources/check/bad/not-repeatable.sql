create index concurrently idx_books_title on books (user_id, title, id); -- finds not-repeatable
---- next migration
drop index concurrently idx_books_title; -- finds not-repeatable
