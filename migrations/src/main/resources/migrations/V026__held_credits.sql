-- V026: what of a balance is held, and what of it expires.
--
-- Why: holds reserve credits for work whose price is known only afterwards, and grants may expire. Both
-- make a part of a balance that not everyone may spend. Functions of before know nothing of it, so while
-- they still run beside new ones, a trigger refuses what they must not spend (V031 drops it).
-- Locks: ACCESS EXCLUSIVE on balances.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

create or replace function touch_updated_at() returns trigger
  language plpgsql
as $$
begin
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond', new.updated_at);
  return new;
end
$$;
alter table balances add column expiring bigint not null default 0;
alter table balances add column held bigint not null default 0;
alter table balances add column next_expiry_at timestamp with time zone;
alter table balances add constraint ck_balances_expiring CHECK (((expiring >= 0) AND (expiring <= (amount - held)))) not valid;
alter table balances add constraint ck_balances_held CHECK (((held >= 0) AND (held <= amount))) not valid;

-- Lock not available: functions answer it with 503 and Retry-After, and the next attempt meets a new one.
create function refuse_reserved_credits() returns trigger
  language plpgsql
as $$
begin
  raise exception 'these credits are held, or expire' using errcode = 'lock_not_available';
end
$$;

create trigger refuse_reserved_credits before update on balances
  for each row when (new.amount < new.held + new.expiring) execute function refuse_reserved_credits();
