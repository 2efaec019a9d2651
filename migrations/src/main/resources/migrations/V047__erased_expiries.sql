-- V047: the ledger's rows of an erased user no longer say which grant has expired.
--
-- Why: a foreign key had all that expired of one grant go to the pseudonym in one statement. That may be any
-- number of rows, and a statement has 5 s.
-- Locks: none that anyone waits for.
-- Safe to run again: it replaces a function.

create or replace function refuse_change() returns trigger
  language plpgsql
  set search_path = public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'transactions' then
    perform from erasures e where e.user_id = old.user_id and e.pseudonym = new.user_id;
    if found then
      old.user_id := new.user_id;
      old.description := 'erased';
      old.metadata := '{}';
      old.app_id := null;
      old.hold_id := null;
      old.expired_transaction_id := null;
      return old;
    end if;
  end if;
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;
