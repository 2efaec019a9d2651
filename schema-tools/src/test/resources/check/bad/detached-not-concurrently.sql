alter table loans detach partition odd_loans; -- finds detached-not-concurrently
---- next migration
create trigger touch_updated_at before update on odd_loans
  for each row execute function touch_updated_at();
