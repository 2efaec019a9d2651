alter table books add column shelf text;
