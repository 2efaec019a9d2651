-- V029: the index of what was gone of grants that expired.
--
-- Why: the foreign key needs it.
-- Locks: none that anyone waits for: it runs concurrently, and so by itself, outside of a transaction.
-- Safe to run again: yes, it drops first what a run that was broken off left invalid.

drop index concurrently if exists idx_transactions_expired_transaction_id;
create index concurrently idx_transactions_expired_transaction_id on transactions (user_id, expired_transaction_id)
  where expired_transaction_id is not null;
