create policy all_rows on books to kontor_check using (true) with check (true);
alter table books enable row level security, force row level security;
---- next migration
alter table books no force row level security;
---- next migration
update books set pages = 1 where id in (select id from books where pages is null limit 1000);
---- next migration
create policy rows_of_the_owner on books to current_user using (true) with check (true);
alter table books force row level security;
---- next migration
update books set pages = 2 where id in (select id from books where pages is null limit 1000);
