set local lock_timeout = '2s';
set local statement_timeout = '1min';
alter table books add column shelf text;
---- next migration
set statement_timeout = 0;
create index concurrently if not exists idx_books_price on books (user_id, price, id);
