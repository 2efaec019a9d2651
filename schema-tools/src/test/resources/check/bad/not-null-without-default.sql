alter table books add column shelf text not null; -- finds not-null-without-default
