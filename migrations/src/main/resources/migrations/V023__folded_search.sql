-- V023: search compares texts as V020 has it.
--
-- Why: a search finds a name whatever its case, its marks, and the way its letters are composed.
-- Locks: none that anyone waits for: the indexes are built concurrently, outside of a transaction. For ten
-- million files apply it beforehand by ./kontor migrate, with a MIGRATION_TIMEOUT of an hour.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid, or finished.

drop index concurrently if exists idx_files_user_id_name_created_at;
create index concurrently idx_files_user_id_name_created_at on files
  (user_id, text_prefix(name) text_pattern_ops, created_at, id) where not is_deleted;

drop index concurrently if exists idx_files_user_id_name_description;
create index concurrently idx_files_user_id_name_description on files
  using gin (user_id, fold_text(name) gin_trgm_ops, fold_text(description) gin_trgm_ops, mime_type)
  where not is_deleted;

drop index concurrently if exists idx_folders_user_id_name_created_at;
create index concurrently idx_folders_user_id_name_created_at on folders
  (user_id, text_prefix(name) text_pattern_ops, created_at, id) where not is_deleted;

drop index concurrently if exists idx_folders_user_id_name_description;
create index concurrently idx_folders_user_id_name_description on folders
  using gin (user_id, fold_text(name) gin_trgm_ops, fold_text(description) gin_trgm_ops)
  where not is_deleted;
