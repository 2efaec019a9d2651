create table things (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid,
  constraint fk_things_author_id foreign key (user_id, author_id) references authors (user_id, id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_things_author_id on things (user_id, author_id);
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();
