refresh materialized view shelves; -- finds view-refreshed
---- next migration
drop materialized view shelves; -- finds view-refreshed
create materialized view shelves as select user_id, shelf_of(title) as shelf from books where pages > 1;
