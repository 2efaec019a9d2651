-- V008: the index that the bytes of a user are added up from.
--
-- Why: GET /v1/me answers the size of all versions whose content has arrived; the index holds just that.
-- Locks: none that anyone waits for: it is built concurrently, and so by itself, outside of a transaction.
-- Safe to run again: yes, once an index that a broken run left invalid is dropped.

create index concurrently idx_file_versions_user_id on file_versions (user_id) include (size) where is_uploaded;
