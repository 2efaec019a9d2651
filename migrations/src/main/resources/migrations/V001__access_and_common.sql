-- V001: the functions' role, and what the tables of all features use.
--
-- Why: every later migration grants to this role and calls these functions.
-- Locks: none that anyone waits for; the database is empty.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

do $$
begin
  if not exists (select from pg_roles where rolname = 'kontor_app') then
    create role kontor_app login;
    -- Only where we ourselves sign in by IAM: RDS takes no password of its members, direct or not,
    -- and who makes a role becomes a member of it.
    if exists (select from pg_roles where rolname = 'rds_iam' and pg_has_role(current_user, oid, 'member')) then
      grant rds_iam to kontor_app;
    end if;
  end if;
exception
  when duplicate_object or unique_violation then
    null; -- another database of this server made it at this very moment
end
$$;

do $$
begin
  if exists (select from pg_roles where rolname = 'kontor_app' and rolconfig is null) then
    alter role kontor_app set statement_timeout = '5s';
    alter role kontor_app set lock_timeout = '4s';
    alter role kontor_app set idle_in_transaction_session_timeout = '10s';
  end if;
exception
  when unique_violation or internal_error then
    null; -- another database of this server sets the same at this very moment
end
$$;

revoke create on schema public from public;

alter default privileges in schema public
  grant select, insert, update, delete on tables to kontor_app;

-- GET /v1/health reports the newest migration. The history is older than the default privileges
-- above, so it needs a grant of its own; reading is all the functions may do with it.
grant select on schema_migrations to kontor_app;

-- Sets updated_at on every update, and always to something later than before: an ETag is made from
-- it, so two updates within one microsecond must not share a value.
create function touch_updated_at() returns trigger
  language plpgsql
as $$
begin
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
  return new;
end
$$;

-- Equal for two names that differ only in case, in any script: what a unique index is built on. A
-- hash, since a name of 500 characters beside a user id of 255 would not fit into an index entry.
create function name_key(name text) returns bytea
  language sql immutable strict parallel safe
  return sha256(convert_to(lower(name collate "und-x-icu"), 'UTF8'));

-- What lists sort names by: without regard to case, by the first 400 characters (the most that fits
-- into an index entry beside a user id of 255); beyond that the order goes by id.
create function name_sort_key(name text) returns text
  language sql immutable strict parallel safe
  return left(lower(name collate "und-x-icu"), 400);
