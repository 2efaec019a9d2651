-- V028: the index of the usages that settled holds.
--
-- Why: a hold is settled once.
-- Locks: none that anyone waits for: it runs concurrently, and so by itself, outside of a transaction.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid.

drop index concurrently if exists idx_transactions_hold_id;
create unique index concurrently idx_transactions_hold_id on transactions (user_id, hold_id)
  where hold_id is not null;
