-- Users, as their own tokens describe them. A user's first request makes the row, and a later one
-- updates it where the token says something new. Nothing refers to the row: users without one have files, credits and
-- settings, too.
--
-- Admins find users by their tags. Metadata is free. The files, bytes and credits of a user are counted
-- when they are asked for, and never kept here.
create table users (
  id uuid primary key default gen_random_uuid(),
  user_id text not null constraint idx_users_user_id unique,
  email varchar(320),
  role varchar(255),
  tags jsonb not null default '[]',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ck_users_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_users_tags check (jsonb_typeof(tags) = 'array'),
  constraint ck_users_metadata check (jsonb_typeof(metadata) = 'object')
);

create index idx_users_created_at on users (created_at, id);
create index idx_users_updated_at on users (updated_at, id);
create index idx_users_tags on users using gin (tags jsonb_path_ops);

create trigger touch_updated_at before update on users
  for each row execute function touch_updated_at();

create trigger refuse_return before insert on users
  for each row execute function refuse_return();

-- Writes the row of a user as their token describes them. What it does not say stays as it was.
create function see_user(of_user text, of_email text, of_role text) returns users
  language plpgsql
  set search_path = public, pg_temp
as $$
declare
  seen users;
begin
  insert into users as u (user_id, email, role)
  values (of_user, of_email, of_role)
  on conflict (user_id) do update
  set email = coalesce(excluded.email, u.email), role = coalesce(excluded.role, u.role)
  returning u.* into seen;
  return seen;
end
$$;
