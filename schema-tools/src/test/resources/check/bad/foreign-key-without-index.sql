create table things ( -- finds foreign-key-without-index
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid,
  constraint fk_things_author_id foreign key (user_id, author_id) references authors (user_id, id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();

create table parts ( -- finds foreign-key-without-index
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid,
  constraint fk_parts_author_id foreign key (user_id, author_id) references authors (user_id, id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_parts_author_id on parts (user_id, author_id) where id is not null;
create trigger touch_updated_at before update on parts
  for each row execute function touch_updated_at();

create table notes ( -- finds foreign-key-without-index
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid,
  constraint fk_notes_author_id foreign key (user_id, author_id) references authors (user_id, id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_notes_author_id on notes (user_id, author_id) where author_id is null;
create trigger touch_updated_at before update on notes
  for each row execute function touch_updated_at();

create table marks ( -- finds foreign-key-without-index
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid,
  constraint fk_marks_author_id foreign key (user_id, author_id) references authors (user_id, id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_marks_user_id on marks (user_id) include (author_id);
create trigger touch_updated_at before update on marks
  for each row execute function touch_updated_at();
