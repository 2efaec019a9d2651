-- V019: the index of a folder's files by their last change.
--
-- Why: the children of a folder in the order of their last change would read all files of the folder
-- to show twenty of them.
-- Locks: none that anyone waits for: it is built concurrently, and so by itself, outside of a
-- transaction.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid, or finished.

drop index concurrently if exists idx_files_parent_folder_updated_at;
create index concurrently idx_files_parent_folder_updated_at on files (user_id, parent_folder_id, updated_at, id)
  where not is_deleted;
