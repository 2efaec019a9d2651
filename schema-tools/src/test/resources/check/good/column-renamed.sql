alter table books add column name varchar(200);
