create table things ( -- finds primary-key
  id uuid primary key,
  user_id text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();
create table notes ( -- finds primary-key
  id uuid default gen_random_uuid(),
  user_id text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch_updated_at before update on notes
  for each row execute function touch_updated_at();
