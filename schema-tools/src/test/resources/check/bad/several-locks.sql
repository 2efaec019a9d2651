alter table books add column shelf text;
alter table authors add column country text; -- finds several-locks
---- next migration
alter table books add column loan_id uuid;
---- next migration
create index concurrently if not exists idx_books_loan_id on books (user_id, loan_id);
---- next migration
alter table books -- finds several-locks
  add constraint fk_books_author_id foreign key (user_id, author_id) references authors (user_id, id) not valid,
  add constraint fk_books_loan_id foreign key (user_id, loan_id) references loans (user_id, id) not valid;
---- next migration
alter table books validate constraint fk_books_author_id;
alter table books validate constraint fk_books_loan_id;
---- next migration
create table readings ( -- finds several-locks
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  author_id uuid not null,
  loan_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint fk_readings_author_id foreign key (user_id, author_id) references authors (user_id, id),
  constraint fk_readings_loan_id foreign key (user_id, loan_id) references loans (user_id, id)
);
create index idx_readings_author_id on readings (user_id, author_id);
create index idx_readings_loan_id on readings (user_id, loan_id);
create trigger touch_updated_at before update on readings
  for each row execute function touch_updated_at();
---- next contract migration
drop table readings; -- finds several-locks
