-- V009: the queue of objects to delete, and versions that share an object.
--
-- Why: deleting a file deletes its rows first and its objects in S3 later, by this queue. A version that
-- is restored becomes the newest one and shares the old one's object, so the key of an object is no longer
-- unique among versions; V010 makes the indexes that take over. schema/storage.sql and schema/files.sql
-- have the same with what each is for.
-- Locks: file_versions alone, for a moment, to drop its constraint and to add a trigger.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

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

alter table file_versions drop constraint idx_file_versions_storage_key;
