delete from books where id in (select id from books where price is null limit 1000);
