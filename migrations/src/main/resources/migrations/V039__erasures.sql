-- V039: erasures.
--
-- Why: people may have what they stored erased. The ledger stays: its rows go to a pseudonym, which the
-- trigger allows to an erasure alone.
-- Locks: none that anyone waits for.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

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
      return old;
    end if;
  end if;
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;
grant update (user_id) on transactions to kontor_app;
create table erasures (
  id uuid primary key default gen_random_uuid(),
  user_id text not null constraint idx_erasures_user_id unique,
  pseudonym text not null default 'erased-' || gen_random_uuid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ck_erasures_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_erasures_pseudonym check (pseudonym like 'erased-%')
);
create index idx_erasures_updated_at on erasures (updated_at);
create trigger touch_updated_at before update on erasures
  for each row execute function touch_updated_at();
create function forget_storage_totals(of_user text) returns void
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
begin
  delete from storage_totals u where u.user_id = of_user and u.used = 0 and u.reserved = 0;
end
$$;
