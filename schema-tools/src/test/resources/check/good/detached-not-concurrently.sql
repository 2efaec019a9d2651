-- check: allow not-repeatable because who finds it broken off ends it by "finalize"
alter table loans detach partition odd_loans concurrently;
---- next migration
create trigger touch_updated_at before update on odd_loans
  for each row execute function touch_updated_at();
---- next migration
create table later_loans partition of loans for values with (modulus 2, remainder 1);
---- next migration
select by_hand.run('update pg_inherits set inhdetachpending = true where inhrelid = ''even_loans''::regclass');
---- next migration
alter table loans detach partition even_loans finalize;
---- next migration
create trigger touch_updated_at before update on even_loans
  for each row execute function touch_updated_at();
