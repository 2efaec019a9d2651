update books set pages = 1 where id = '00000000-0000-0000-0000-000000000000';
update books set pages = 2 where id in (select id from books where pages is null limit 1000);
---- next migration
do $$
begin
  loop
    update books set pages = 1 where id in (select id from books where pages is null limit 1000);
    exit when not found;
    commit;
  end loop;
end
$$;
