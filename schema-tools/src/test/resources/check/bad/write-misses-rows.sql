create policy all_rows on books to kontor_check using (true) with check (true);
alter table books enable row level security, force row level security;
---- next migration
update books set pages = 1 where id in (select id from books where pages is null limit 1000); -- finds write-misses-rows
---- next migration
do $$ -- finds write-misses-rows
begin
  loop
    update books set pages = 1 where id in (select id from books where pages is null limit 1000);
    exit when not found;
    commit;
  end loop;
end
$$;
