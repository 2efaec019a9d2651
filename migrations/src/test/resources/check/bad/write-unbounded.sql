update books set pages = 1; -- finds write-unbounded
update books set pages = 2 where pages is null; -- finds write-unbounded
delete from books where price < 0; -- finds write-unbounded
do $$ begin update authors set name = upper(name) where name <> ''; end $$; -- finds write-unbounded
