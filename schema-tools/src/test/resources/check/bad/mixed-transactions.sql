create index concurrently if not exists idx_books_title on books (user_id, title, id);
alter table books add column shelf text; -- finds mixed-transactions
