-- V042: users who come back while they are being erased.
--
-- Why: what a large user had takes several transactions. Their requests are refused until the last one, and
-- what others would give them is too (V043, V044). A request calls a function to write its user's row, and
-- otherwise only reads.
-- Locks: SHARE ROW EXCLUSIVE on users, for a moment. Writers wait for that long, readers do not.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

create function refuse_return() returns trigger
  language plpgsql
  set search_path = public, pg_temp
as $$
begin
  perform from erasures e where e.user_id = new.user_id;
  if found then
    raise exception 'the user is being erased'
      using errcode = 'check_violation', constraint = 'ck_erasures_user_id_returns';
  end if;
  return new;
end
$$;

create trigger refuse_return before insert on users
  for each row execute function refuse_return();

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
