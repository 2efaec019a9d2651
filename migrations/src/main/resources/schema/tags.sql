-- Tags, and their links to files. Both ends of a link belong to the same user, since the foreign keys
-- are on (user_id, id).

create table tags (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  name varchar(500) collate "und-x-icu" not null,
  color varchar(50),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_tags_user_id unique (user_id, id),
  constraint ck_tags_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_tags_name check (name <> ''),
  constraint ck_tags_color check (color <> '')
);

create unique index idx_tags_user_id_name on tags (user_id, name_hash(name));
create index idx_tags_created_at on tags (user_id, created_at, id);

create trigger touch_updated_at before update on tags
  for each row execute function touch_updated_at();

create table file_tags (
  user_id text not null,
  file_id uuid not null,
  tag_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, file_id, tag_id),
  constraint fk_file_tags_file_id foreign key (user_id, file_id)
    references files (user_id, id) on delete cascade,
  constraint fk_file_tags_tag_id foreign key (user_id, tag_id)
    references tags (user_id, id) on delete cascade
);

create index idx_file_tags_tag_id on file_tags (user_id, tag_id, file_id);

create trigger touch_updated_at before update on file_tags
  for each row execute function touch_updated_at();
