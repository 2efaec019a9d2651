create table things (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid,
  constraint fk_things_author_id foreign key (user_id, author_id) references authors (user_id, id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_things_author_id on things (user_id, author_id, created_at);
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();

create table parts (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid,
  constraint fk_parts_author_id foreign key (user_id, author_id) references authors (user_id, id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_parts_author_id on parts (user_id, author_id) where author_id is not null;
create trigger touch_updated_at before update on parts
  for each row execute function touch_updated_at();
