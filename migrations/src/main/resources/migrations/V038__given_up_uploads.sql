-- V038: an index for uploads that are to be given up.
--
-- Why: the clean-up finds them without a look at the others.
-- Locks: none that anyone waits for: it runs concurrently, and so by itself, outside of a transaction.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid.

drop index concurrently if exists idx_file_versions_updated_at;
create index concurrently idx_file_versions_updated_at on file_versions (updated_at)
  where not is_uploaded and not is_given_up;
