alter table books add constraint fk_books_author_id
  foreign key (user_id, author_id) references authors (user_id, id) not valid;
---- next migration
alter table books validate constraint fk_books_author_id;
---- next migration
create table readings (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint fk_readings_author_id foreign key (user_id, author_id) references authors (user_id, id)
);
create index idx_readings_author_id on readings (user_id, author_id);
create trigger touch_updated_at before update on readings
  for each row execute function touch_updated_at();
