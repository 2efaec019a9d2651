create table things (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  is_done boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_things_created_at on things (user_id, created_at, id) where is_done;
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();
