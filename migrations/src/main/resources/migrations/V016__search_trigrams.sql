-- V016: the indexes that a text in a name or description is found by.
--
-- Why: GET /v1/search finds it wherever it stands.
-- Locks: none that anyone waits for: they are built concurrently, and so by themselves, outside of a
-- transaction. Of ten million files this takes more minutes than a deploy may: apply it beforehand by
-- ./kontor migrate, with a MIGRATION_TIMEOUT of an hour.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid, or finished.

drop index concurrently if exists idx_files_name_description;
create index concurrently idx_files_name_description on files
  using gin (user_id, search_key(name) gin_trgm_ops, search_key(description) gin_trgm_ops, mime_type)
  where not is_deleted;

drop index concurrently if exists idx_folders_name_description;
create index concurrently idx_folders_name_description on folders
  using gin (user_id, search_key(name) gin_trgm_ops, search_key(description) gin_trgm_ops)
  where not is_deleted;
