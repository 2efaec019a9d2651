create table things ( -- finds user-id-type
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();
create table notes ( -- finds user-id-type
  id uuid primary key default gen_random_uuid(),
  user_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch_updated_at before update on notes
  for each row execute function touch_updated_at();
