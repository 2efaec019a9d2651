alter table books enable row level security; -- finds rows-hidden
---- next migration
create policy all_rows on authors using (true) with check (true);
alter table authors enable row level security;
---- next migration
drop policy all_rows on authors; -- finds rows-hidden
---- next migration
create policy all_rows on authors using (true) with check (true);
---- next migration
create policy named_rows on authors as restrictive using (name <> ''); -- finds rows-hidden
