-- V015: the indexes that the beginning of a name is found by.
--
-- Why: GET /v1/search ranks them first, and for a text of one or two letters there is no other index.
-- Locks: none that anyone waits for: they are built concurrently, and so by themselves, outside of a
-- transaction.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid, or finished.

drop index concurrently if exists idx_files_name_created_at;
create index concurrently idx_files_name_created_at on files
  (user_id, search_prefix(name) text_pattern_ops, created_at, id) where not is_deleted;

drop index concurrently if exists idx_folders_name_created_at;
create index concurrently idx_folders_name_created_at on folders
  (user_id, search_prefix(name) text_pattern_ops, created_at, id) where not is_deleted;
