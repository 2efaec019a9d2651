-- V024: the indexes of names as they were compared before V020.
--
-- Why: no code uses them any more, and each costs every write.
-- Locks: none that anyone waits for: they are dropped concurrently, outside of a transaction.
-- Safe to run again: yes.

drop index concurrently if exists idx_files_parent_folder_name;
drop index concurrently if exists idx_folders_parent_folder_name;
drop index concurrently if exists idx_tags_name;
drop index concurrently if exists idx_files_parent_folder_name_id;
drop index concurrently if exists idx_files_name;
drop index concurrently if exists idx_files_name_id;
drop index concurrently if exists idx_folders_name;
drop index concurrently if exists idx_folders_name_id;
drop index concurrently if exists idx_files_name_created_at;
drop index concurrently if exists idx_folders_name_created_at;
drop index concurrently if exists idx_files_name_description;
drop index concurrently if exists idx_folders_name_description;
