create table author_books (
  user_id text not null,
  author_id uuid not null,
  book_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, author_id, book_id)
);
create trigger touch_updated_at before update on author_books
  for each row execute function touch_updated_at();
