-- V044: no quota for users who are being erased.
--
-- Why: see V042. A quota would be deleted with the rest, and nobody would know.
-- Locks: SHARE ROW EXCLUSIVE on quotas, for a moment. Writers wait for that long, readers do not.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

create trigger refuse_return before insert on quotas
  for each row execute function refuse_return();
