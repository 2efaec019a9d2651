create index concurrently idx_books_title on books (user_id, title, id); -- finds not-repeatable
---- next migration
drop index concurrently idx_books_title; -- finds not-repeatable
---- next migration
alter table loans detach partition odd_loans concurrently; -- finds not-repeatable
---- next migration
create trigger touch_updated_at before update on odd_loans
  for each row execute function touch_updated_at();
