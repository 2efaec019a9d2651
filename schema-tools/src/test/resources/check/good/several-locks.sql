alter table books add column shelf text;
---- next migration
alter table authors add column country text;
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
---- next migration
alter table readings add column loan_id uuid;
---- next migration
alter table loans add column place text;
---- next migration
create index concurrently if not exists idx_readings_loan_id on readings (user_id, loan_id);
---- next migration
alter table readings add constraint fk_readings_loan_id
  foreign key (user_id, loan_id) references loans (user_id, id) not valid;
---- next migration
alter table readings validate constraint fk_readings_loan_id;
---- next contract migration
alter table readings drop constraint fk_readings_loan_id;
---- next contract migration
drop table readings;
