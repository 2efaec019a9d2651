-- V025: the functions that compared names before V020.
--
-- Why: no code uses them any more, and V024 has dropped their indexes.
-- Locks: none that anyone waits for.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

drop function search_pattern(text);
drop function search_prefix(text);
drop function search_key(text);
drop function search_fold(text);
drop function name_sort_key(text);
drop function name_key(text);
