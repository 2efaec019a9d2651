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
---- next migration
create index idx_loans_created_at on only loans (user_id, created_at, id);
---- next migration
drop index concurrently if exists idx_even_loans_created_at;
create index concurrently idx_even_loans_created_at on even_loans (user_id, created_at, id);
---- next migration
drop index concurrently if exists idx_odd_loans_created_at;
create index concurrently idx_odd_loans_created_at on odd_loans (user_id, created_at, id);
---- next migration
alter index idx_loans_created_at attach partition idx_even_loans_created_at;
alter index idx_loans_created_at attach partition idx_odd_loans_created_at;
