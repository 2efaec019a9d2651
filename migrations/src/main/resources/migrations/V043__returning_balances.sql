-- V043: no credits for users who are being erased.
--
-- Why: see V042. Credits would go to the pseudonym with the rest, and nobody would know.
-- Locks: SHARE ROW EXCLUSIVE on balances, for a moment. Writers wait for that long, readers do not.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

create trigger refuse_return before insert on balances
  for each row execute function refuse_return();
