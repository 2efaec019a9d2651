update books set pages = 1; -- finds write-unbounded
update books set pages = 2 where pages is null; -- finds write-unbounded
delete from books where price < 0; -- finds write-unbounded
do $$ begin update authors set name = upper(name) where name <> ''; end $$; -- finds write-unbounded
update public.books set pages = 3 where price < -1; -- finds write-unbounded
update books set pages = (select 4 from authors limit 1); -- finds write-unbounded
delete from books where pages > (select 5 limit 1); -- finds write-unbounded
merge into books using authors on price < -1 when matched then delete; -- finds write-unbounded
