-- V046: exports can have the table of their entries analyzed.
--
-- Why: plans from when it was empty read all entries of an export for each one.
-- Locks: none.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

create or replace function analyze_export_entries() returns void
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
begin
  analyze (skip_locked) export_entries;
end
$$;
