create policy all_rows on books using (true) with check (true);
alter table books enable row level security;
---- next contract migration
create policy own_rows on books using (user_id = current_setting('kontor.user_id', true));
drop policy all_rows on books;
---- next migration
alter table authors enable row level security;
create policy readable_rows on authors for select to kontor_readers using (true);
