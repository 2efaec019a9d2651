begin; -- finds transaction-controlled
alter table books add column shelf text;
commit; -- finds transaction-controlled
