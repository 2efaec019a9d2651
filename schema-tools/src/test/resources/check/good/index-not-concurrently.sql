drop index concurrently if exists idx_books_title;
create index concurrently idx_books_title on books (user_id, title, id);
---- next migration
create table readers (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index idx_readers_created_at on readers (user_id, created_at, id);
create trigger touch_updated_at before update on readers
  for each row execute function touch_updated_at();
