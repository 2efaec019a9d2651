-- V038: uploads that are given up.
--
-- Why: content that never arrives reserves its room for good where its file has other content. An upload
-- that is given up reserves none, until it begins anew.
-- Locks: ACCESS EXCLUSIVE on file_versions.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

alter table file_versions add column is_given_up boolean not null default false;
create or replace function begin_storage_totals(of_user text) returns boolean
  language plpgsql
  set search_path = public, pg_temp
as $$
begin
  insert into storage_totals (user_id, used, reserved)
  select
    of_user,
    (
      select coalesce(sum(o.size), 0)
      from (
        select max(v.size) as size
        from file_versions v
        where v.user_id = of_user and v.is_uploaded
        group by v.storage_key
      ) o
    ),
    (
      select coalesce(sum(v.size), 0)
      from file_versions v
      where v.user_id = of_user and not v.is_uploaded and not v.is_given_up
    )
  on conflict (user_id) do nothing;
  return found;
end
$$;
create or replace function add_new_versions() returns trigger
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
declare
  first text;
  last text;
  bytes bigint;
  is_unusual boolean;
begin
  select min(n.user_id), max(n.user_id), sum(n.size), bool_or(n.is_uploaded or n.is_given_up)
  into first, last, bytes, is_unusual
  from added n;
  if first = last and not is_unusual then
    update storage_totals u set reserved = u.reserved + bytes where u.user_id = first;
    if found then
      return null;
    end if;
  end if;
  perform add_to_storage_totals(
    array_agg(n.user_id), array_agg(n.storage_key::text),
    array_agg(case when n.is_uploaded or n.is_given_up then 0 else n.size end), array_agg(n.is_uploaded),
    array_agg(null::bigint), array_agg(n.id))
  from added n
  having count(*) > 0;
  return null;
end
$$;
create or replace function take_old_versions() returns trigger
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
begin
  perform add_to_storage_totals(
    array_agg(o.user_id), array_agg(o.storage_key::text),
    array_agg(case when o.is_uploaded or o.is_given_up then 0 else -o.size end), array_agg(o.is_uploaded),
    array_agg(case when o.is_uploaded then o.size end), '{}')
  from removed o
  having count(*) > 0;
  return null;
end
$$;
create or replace function replace_old_versions() returns trigger
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
begin
  perform add_to_storage_totals(
    array_agg(c.user_id), array_agg(c.storage_key), array_agg(c.reserved), array_agg(c.is_uploaded),
    array_agg(c.old_size), array_agg(c.new_id) filter (where c.new_id is not null))
  from removed o
  join added n
    on n.id = o.id and (n.user_id, n.storage_key, n.size, n.is_uploaded, n.is_given_up)
      is distinct from (o.user_id, o.storage_key, o.size, o.is_uploaded, o.is_given_up)
  cross join lateral (
    values
      (o.user_id, o.storage_key::text,
       case when o.is_uploaded or o.is_given_up then 0 else -o.size end, o.is_uploaded,
       case when o.is_uploaded then o.size end, null::uuid),
      (n.user_id, n.storage_key::text,
       case when n.is_uploaded or n.is_given_up then 0 else n.size end, n.is_uploaded, null, n.id)
  ) as c(user_id, storage_key, reserved, is_uploaded, old_size, new_id)
  having count(*) > 0;
  return null;
end
$$;
