-- Quotas: how many bytes a user may store, and how many they do.

-- What an admin allows a user. For the others, the functions have a default.
create table quotas (
  id uuid primary key default gen_random_uuid(),
  user_id text not null constraint idx_quotas_user_id unique,
  bytes bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ck_quotas_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_quotas_bytes check (bytes between 0 and 9007199254740991)
);

create trigger touch_updated_at before update on quotas
  for each row execute function touch_updated_at();

create trigger refuse_return before insert on quotas
  for each row execute function refuse_return();

-- What a user has stored, live or in the trash: content that has arrived, each object once, and what is
-- reserved by versions whose content has not. The triggers on file_versions below keep the two sums, in
-- the transaction that changes a version, and nobody else can write them. So they are never stale.
--
-- An update finds room on the row's own page, and need not touch the index.
create table storage_totals (
  id uuid primary key default gen_random_uuid(),
  user_id text not null constraint idx_storage_totals_user_id unique,
  used bigint not null default 0,
  reserved bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ck_storage_totals_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_storage_totals_used check (used >= 0),
  constraint ck_storage_totals_reserved check (reserved >= 0)
) with (fillfactor = 50);

create trigger touch_updated_at before update on storage_totals
  for each row execute function touch_updated_at();

revoke insert, update, delete on storage_totals from kontor_app;

-- Makes the row of a user from all their versions, unless it is there: once, for whoever has versions
-- from before it. Says whether it made the row. Whoever changes a version at the same time either made
-- the row before, or adds the change to it afterwards.
create function begin_storage_totals(of_user text) returns boolean
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

-- Adds changes of versions to the totals of their users. The arrays have an element for each old and each
-- new row: its user and object, what it reserves (negative for an old row), and its size if it is an old
-- row whose content has arrived; arrived says whether that is so of the row. The ids are those of the
-- new rows.
--
-- Restored versions share an object. So it counts an object again as it is now, and as it was without the
-- new rows and with the old ones. The lock on the totals comes first: of two that delete the last two
-- versions with an object, the second sees that the first is gone.
create function add_to_storage_totals(
  users text[], keys text[], reservations bigint[], arrived boolean[], old_sizes bigint[], new_ids uuid[]
) returns void
  language plpgsql
  set search_path = public, pg_temp
as $$
declare
  change record;
begin
  for change in
    select
      k.user_id, sum(k.reserved)::bigint as reserved,
      array_agg(k.storage_key) filter (where k.has_object) as keys,
      array_agg(k.old_size) filter (where k.has_object) as old_sizes
    from (
      select
        c.user_id, c.storage_key, sum(c.reserved) as reserved, bool_or(c.arrived) as has_object,
        max(c.old_size) as old_size
      from unnest(users, keys, reservations, arrived, old_sizes)
        as c(user_id, storage_key, reserved, arrived, old_size)
      group by c.user_id, c.storage_key
    ) k
    group by k.user_id
    order by k.user_id
  loop
    perform from storage_totals u where u.user_id = change.user_id for no key update;
    if not found then
      continue when begin_storage_totals(change.user_id);
      perform from storage_totals u where u.user_id = change.user_id for no key update;
    end if;
    update storage_totals u
    set reserved = u.reserved + change.reserved,
      used = u.used + (
        select coalesce(sum(coalesce(n.size, 0) - coalesce(greatest(n.kept_size, k.old_size), 0)), 0)
        from unnest(change.keys, change.old_sizes) as k(storage_key, old_size)
        cross join lateral (
          select max(v.size) as size, max(v.size) filter (where v.id <> all (new_ids)) as kept_size
          from file_versions v
          where v.user_id = change.user_id and v.storage_key = k.storage_key and v.is_uploaded
        ) n
      )
    where u.user_id = change.user_id;
  end loop;
end
$$;

-- A new file or version is the usual case, and reserves its bytes at the cost of one update.
create function add_new_versions() returns trigger
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

create function take_old_versions() returns trigger
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

create function replace_old_versions() returns trigger
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

create trigger add_new_versions after insert on file_versions
  referencing new table as added
  for each statement execute function add_new_versions();
create trigger take_old_versions after delete on file_versions
  referencing old table as removed
  for each statement execute function take_old_versions();
create trigger replace_old_versions after update on file_versions
  referencing old table as removed new table as added
  for each statement execute function replace_old_versions();

-- How many more bytes a user may store; null for any number. From then on until the transaction ends,
-- nobody else stores anything of the user's.
create function storage_room(of_user text, default_bytes bigint) returns bigint
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
declare
  allowed bigint := coalesce((select q.bytes from quotas q where q.user_id = of_user), default_bytes);
  stored bigint;
begin
  if allowed is null then
    return null;
  end if;
  select u.used + u.reserved into stored from storage_totals u where u.user_id = of_user for no key update;
  if not found then
    perform begin_storage_totals(of_user);
    select u.used + u.reserved into stored from storage_totals u where u.user_id = of_user for no key update;
  end if;
  return greatest(allowed - stored, 0);
end
$$;

revoke execute on function begin_storage_totals(text) from public;
revoke execute on function add_to_storage_totals(text[], text[], bigint[], boolean[], bigint[], uuid[]) from public;

-- Deletes the totals of a user who stores nothing.
create function forget_storage_totals(of_user text) returns void
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
begin
  delete from storage_totals u where u.user_id = of_user and u.used = 0 and u.reserved = 0;
end
$$;
