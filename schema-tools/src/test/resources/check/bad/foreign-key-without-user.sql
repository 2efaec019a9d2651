create table things ( -- finds foreign-key-without-user
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid constraint fk_things_author_id references authors,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_things_author_id on things (author_id);
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();
