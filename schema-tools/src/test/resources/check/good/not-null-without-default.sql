alter table books add column shelf text not null default 'none';
