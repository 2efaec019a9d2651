-- V011: trash that is given up, and time to bring a whole batch back.
--
-- Why: what is deleted from the trash leaves every list at once, by one mark, while its rows go in batches;
-- and a folder with 100,000 files comes back in one statement, which may take longer than others.
-- schema/files.sql and schema/access.sql have the same with what each is for.
-- Locks: trash_items alone, for a moment: a column with a constant default rewrites nothing.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

alter table trash_items add column is_purged boolean not null default false;

create function allow_statement_seconds(seconds integer) returns void
  language plpgsql
as $$
begin
  perform set_config('statement_timeout', seconds || 's', true);
end
$$;
