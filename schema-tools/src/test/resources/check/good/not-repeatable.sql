drop index concurrently if exists idx_books_title;
create index concurrently idx_books_title on books (user_id, title, id);
---- next migration
create index concurrently if not exists idx_books_price on books (user_id, price, id);
