-- V010: the indexes on an object's key among versions.
--
-- Why: versions may share an object since V009, so its key has an index that is not unique; and the bytes
-- of a user are added up from one that counts an object once. That one replaces V008's.
-- Locks: none that anyone waits for: both are built concurrently, and so outside of a transaction.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid. Where that run
-- also left its row, delete from schema_migrations where version = '010' and not success.

drop index concurrently if exists idx_file_versions_storage_key;
create index concurrently idx_file_versions_storage_key on file_versions (storage_key);

drop index concurrently if exists idx_file_versions_user_id_storage_key;
create index concurrently idx_file_versions_user_id_storage_key on file_versions (user_id, storage_key)
  include (size) where is_uploaded;

drop index concurrently if exists idx_file_versions_user_id;
