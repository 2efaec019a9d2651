-- V017: the indexes of favourites.
--
-- Why: a list of favourites by another order than the newest first, and of favourite folders by any,
-- would read all that a user has to find a few. What is no favourite is in none of these.
-- Locks: none that anyone waits for: they are built concurrently, and so by themselves, outside of a
-- transaction.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid, or finished.

drop index concurrently if exists idx_files_updated_at_id;
create index concurrently idx_files_updated_at_id on files (user_id, updated_at, id)
  where is_favorite and not is_deleted;

drop index concurrently if exists idx_files_name_id;
create index concurrently idx_files_name_id on files (user_id, name_sort_key(name), id)
  where is_favorite and not is_deleted;

drop index concurrently if exists idx_files_size_id;
create index concurrently idx_files_size_id on files (user_id, size, id)
  where is_favorite and not is_deleted;

drop index concurrently if exists idx_folders_created_at_id;
create index concurrently idx_folders_created_at_id on folders (user_id, created_at, id)
  where is_favorite and not is_deleted;

drop index concurrently if exists idx_folders_updated_at_id;
create index concurrently idx_folders_updated_at_id on folders (user_id, updated_at, id)
  where is_favorite and not is_deleted;

drop index concurrently if exists idx_folders_name_id;
create index concurrently idx_folders_name_id on folders (user_id, name_sort_key(name), id)
  where is_favorite and not is_deleted;
