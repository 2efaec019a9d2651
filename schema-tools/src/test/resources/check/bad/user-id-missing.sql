create table things ( -- finds user-id-missing
  id uuid primary key default gen_random_uuid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();
