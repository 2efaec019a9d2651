-- What the migrations in bad/ and good/ come after: a small library, kept by the rules.

create function touch_updated_at() returns trigger
  language plpgsql
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;

create function shelf_of(title text) returns text
  language sql immutable
  return left(title, 1);

do $$
begin
  create role kontor_check;
  create role kontor_readers;
exception
  when duplicate_object or unique_violation then
    null;
end
$$;

create type book_state as enum ('here', 'lent');
create domain isbn as text;

create table authors (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  name varchar(100) not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_authors_user_id unique (user_id, id)
);

create trigger touch_updated_at before update on authors
  for each row execute function touch_updated_at();

create table books (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid,
  title varchar(200) not null,
  state book_state not null default 'here',
  isbn isbn,
  pages integer,
  price numeric(10, 2),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index idx_books_author_id on books (user_id, author_id);
create index idx_books_created_at on books (user_id, created_at, id);

create trigger touch_updated_at before update on books
  for each row execute function touch_updated_at();

grant kontor_readers to kontor_check;
grant select, delete on books to kontor_check;
grant select on authors to kontor_readers;

create materialized view shelves as select user_id, shelf_of(title) as shelf from books;
create view lent_books as select id, title from books where state = 'lent';

create table loans (
  id uuid not null default gen_random_uuid(),
  user_id text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
) partition by hash (user_id);

create table even_loans partition of loans for values with (modulus 2, remainder 0);
create table odd_loans partition of loans for values with (modulus 2, remainder 1);

create trigger touch_updated_at before update on loans
  for each row execute function touch_updated_at();
