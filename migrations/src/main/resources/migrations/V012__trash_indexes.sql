-- V012: the indexes that the trash is listed and purged by.
--
-- Why: GET /v1/trash has one user's items in the order of their deletion; PurgeTrash looks through those of
-- all users, for what is past its time or given up.
-- Locks: none that anyone waits for: both are built concurrently, and so outside of a transaction.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid.

drop index concurrently if exists idx_trash_items_is_purged_created_at;
create index concurrently idx_trash_items_is_purged_created_at on trash_items
  (user_id, is_purged, created_at, coalesce(file_id, folder_id));

drop index concurrently if exists idx_trash_items_is_purged;
create index concurrently idx_trash_items_is_purged on trash_items (is_purged, created_at);
