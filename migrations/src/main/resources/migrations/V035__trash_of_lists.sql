-- V035: what went to the trash as one list.
--
-- Why: many files and folders can be deleted by one request, and come back together.
-- Locks: ACCESS EXCLUSIVE on trash_items, for an instant.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

alter table trash_items add column batch_id uuid;
