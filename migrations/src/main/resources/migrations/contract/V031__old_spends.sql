-- V031: what kept functions of before V026 from spending credits that are held or expire.
--
-- Why: all functions know of these credits now.
-- Locks: ACCESS EXCLUSIVE on balances.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

drop trigger refuse_reserved_credits on balances;
drop function refuse_reserved_credits();
