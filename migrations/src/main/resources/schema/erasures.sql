-- Erasures: users whose rows are being deleted.
--
-- A row is there only while an erasure is under way; it is deleted at the end. Until then the user's
-- requests are refused. The ledger's rows go from the user to the pseudonym, and from then on nothing says
-- whose they were.
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

-- While a user is being erased, what every request of theirs needs does not come back, and neither does
-- what others may give them at any time. A request tries to write its user's row whenever a row is here.
-- The triggers of users and quotas stand there.
create function refuse_return() returns trigger
  language plpgsql
  set search_path = public, pg_temp
as $$
begin
  perform from erasures e where e.user_id = new.user_id;
  if found then
    raise exception 'the user is being erased'
      using errcode = 'check_violation', constraint = 'ck_erasures_user_id_returns';
  end if;
  return new;
end
$$;

create trigger refuse_return before insert on balances
  for each row execute function refuse_return();
