create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
create table things ( -- finds updated-at-missing
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  created_at timestamptz not null default now()
);
create trigger refuse_change before update or delete on things
  for each row execute function refuse_change();
create trigger touch_updated_at before update on things
  for each row execute function touch_updated_at();
