-- Erasures: users whose rows are being deleted.
--
-- A row is there only while an erasure is under way; it is deleted at the end. The ledger's rows go from
-- the user to the pseudonym, and from then on nothing says whose they were.
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
