create table things (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  download_count integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();
