begin; -- finds transaction-controlled
alter table books add column shelf text;
commit; -- finds transaction-controlled
---- next migration
create procedure fill_shelves() language plpgsql as $$ begin commit; end $$;
---- next migration
call fill_shelves(); -- finds transaction-controlled
