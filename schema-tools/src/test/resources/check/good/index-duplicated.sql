create table things (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  name text,
  is_done boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_things_name on things (user_id, name) where is_done;
create index idx_things_name_id on things (user_id, name, id);
create index idx_things_user_id_name on things (user_id, name desc);
create unique index idx_things_user_id on things (user_id);
create index idx_things_user_id_created_at on things (user_id, created_at) include (name);
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();
