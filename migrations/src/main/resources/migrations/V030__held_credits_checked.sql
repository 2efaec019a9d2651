-- V030: the checks of V026 and V027 hold for rows of before.
--
-- Why: those migrations left the rows that were there alone, since they held a lock that all wait for.
-- Locks: SHARE UPDATE EXCLUSIVE on balances, ROW SHARE on holds, SHARE UPDATE EXCLUSIVE on transactions.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

alter table balances validate constraint ck_balances_expiring;
alter table balances validate constraint ck_balances_held;
alter table transactions validate constraint ck_transactions_expired_transaction_id;
alter table transactions validate constraint ck_transactions_hold_id;
alter table transactions validate constraint fk_transactions_expired_transaction_id;
alter table transactions validate constraint fk_transactions_hold_id;
