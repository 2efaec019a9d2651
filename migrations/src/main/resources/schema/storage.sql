-- The objects in S3 that nothing needs any more: the queue of what is to be deleted there.
--
-- A row is written by the transaction that deletes the last need for its object, and taken out by one
-- that has deleted the object: so none is lost track of, whatever ends between the two. What S3 refuses
-- goes to the end of the queue, which is in the order of updated_at.
create table object_deletions (
  id uuid primary key default gen_random_uuid(),
  storage_key varchar(500) not null constraint idx_object_deletions_storage_key unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ck_object_deletions_storage_key check (storage_key <> '')
);

create index idx_object_deletions_updated_at on object_deletions (updated_at);

create trigger touch_updated_at before update on object_deletions
  for each row execute function touch_updated_at();

-- Enqueues every object whose version is deleted, by whatever statement or cascade. Whether another
-- version still needs it is looked at when its turn comes: here, two deletions at once would each see
-- the other's row. An entry that is being taken out just now is waited for, and made anew.
create function enqueue_object_deletions() returns trigger
  language plpgsql
as $$
begin
  insert into object_deletions (storage_key)
  select distinct d.storage_key
  from deleted d
  order by d.storage_key
  on conflict (storage_key) do update
  set updated_at = now();
  return null;
end
$$;

create trigger enqueue_object_deletions after delete on file_versions
  referencing old table as deleted
  for each statement execute function enqueue_object_deletions();
