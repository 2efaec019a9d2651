-- V045: uploads in parts whose rows are deleted are aborted in S3.
--
-- Why: their parts stayed in the bucket for up to 7 days, also those of a user who was erased.
-- Locks: ACCESS EXCLUSIVE on object_deletions, for a moment.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

alter table object_deletions add column multipart_upload_id varchar(1024);

create or replace function enqueue_object_deletions() returns trigger
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
