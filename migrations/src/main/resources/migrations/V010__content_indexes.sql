-- V010: indexes for the content of versions.
--
-- Why: versions may share an object since V009, so its key has an index that is not unique; the bytes of
-- a user are added up from one that counts an object once, in place of V008's; and files whose content
-- never arrives are found by a third.
-- Locks: none that anyone waits for: all are built concurrently, and so outside of a transaction.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid.

drop index concurrently if exists idx_file_versions_storage_key;
create index concurrently idx_file_versions_storage_key on file_versions (storage_key);

drop index concurrently if exists idx_file_versions_user_id_storage_key;
create index concurrently idx_file_versions_user_id_storage_key on file_versions (user_id, storage_key)
  include (size) where is_uploaded;

drop index concurrently if exists idx_file_versions_created_at;
create index concurrently idx_file_versions_created_at on file_versions (created_at)
  where version = 1 and not is_uploaded;

drop index concurrently if exists idx_file_versions_user_id;
