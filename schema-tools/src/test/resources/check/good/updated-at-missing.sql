create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
create table things (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  created_at timestamptz not null default now()
);
create trigger refuse_change before update or delete on things
  for each row execute function refuse_change();
create trigger refuse_truncate before truncate on things
  for each statement execute function refuse_change();
