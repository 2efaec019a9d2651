drop index concurrently if exists idx_books_price;
create index concurrently idx_books_price on books (user_id, price, id) include (title);
