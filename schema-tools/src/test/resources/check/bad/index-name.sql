create table things (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  name text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index things_by_name on things (user_id, name, id); -- finds index-name
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();
