-- The queue of objects to delete in S3, since nothing needs them any more.
--
-- The transaction that deletes the last version with an object writes the row. A transaction that has
-- deleted the object removes the row. So no object is forgotten, whatever fails between the two. The
-- queue is in the order of updated_at; an object that S3 refuses to delete goes to its end.
-- multipart_upload_id is S3's name of an upload in parts that may still be open; null for none.
create table object_deletions (
  id uuid primary key default gen_random_uuid(),
  storage_key varchar(500) not null constraint idx_object_deletions_storage_key unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  multipart_upload_id varchar(1024),
  constraint ck_object_deletions_storage_key check (storage_key <> '')
);

create index idx_object_deletions_updated_at on object_deletions (updated_at);

create trigger touch_updated_at before update on object_deletions
  for each row execute function touch_updated_at();

-- Enqueues every object whose version or export is deleted, by any statement or cascade. The deletion of the
-- object checks whether another version still needs it: here, two deletions at once would each see the
-- other's row. If an entry is being removed just now, this waits and makes a new one.
create function enqueue_object_deletions() returns trigger
  language plpgsql
as $$
begin
  insert into object_deletions (storage_key, multipart_upload_id)
  select distinct on (d.storage_key) d.storage_key, d.multipart_upload_id
  from deleted d
  order by d.storage_key, d.multipart_upload_id
  on conflict (storage_key) do update
  set updated_at = now(),
    multipart_upload_id = coalesce(excluded.multipart_upload_id, object_deletions.multipart_upload_id);
  return null;
end
$$;

create trigger enqueue_object_deletions after delete on file_versions
  referencing old table as deleted
  for each statement execute function enqueue_object_deletions();
create trigger enqueue_object_deletions after delete on exports
  referencing old table as deleted
  for each statement execute function enqueue_object_deletions();
