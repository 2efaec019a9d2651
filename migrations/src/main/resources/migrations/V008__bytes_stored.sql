-- V008: the index that the bytes of a user are added up from.
--
-- Why: GET /v1/me answers the size of all versions whose content has arrived; the index holds just that.
-- Locks: none that anyone waits for: it is built concurrently, and so by itself, outside of a transaction.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid. Where that run
-- also left its row, delete from schema_migrations where version = '008' and not success.

drop index concurrently if exists idx_file_versions_user_id;
create index concurrently idx_file_versions_user_id on file_versions (user_id) include (size) where is_uploaded;
