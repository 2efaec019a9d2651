-- V022: lists sort names as V020 has it.
--
-- Why: names that count as the same stand beside each other.
-- Locks: none that anyone waits for: the indexes are built concurrently, outside of a transaction. For ten
-- million files apply it beforehand by ./kontor migrate, with a MIGRATION_TIMEOUT of an hour.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid, or finished.

drop index concurrently if exists idx_folders_user_id_name;
create index concurrently idx_folders_user_id_name on folders (user_id, name_order(name), id) where not is_deleted;

drop index concurrently if exists idx_folders_user_id_name_id;
create index concurrently idx_folders_user_id_name_id on folders (user_id, name_order(name), id) where is_favorite and not is_deleted;

drop index concurrently if exists idx_files_user_id_parent_folder_name_id;
create index concurrently idx_files_user_id_parent_folder_name_id on files (user_id, parent_folder_id, name_order(name), id)
  where not is_deleted;

drop index concurrently if exists idx_files_user_id_name;
create index concurrently idx_files_user_id_name on files (user_id, name_order(name), id) where not is_deleted;

drop index concurrently if exists idx_files_user_id_name_id;
create index concurrently idx_files_user_id_name_id on files (user_id, name_order(name), id) where is_favorite and not is_deleted;
