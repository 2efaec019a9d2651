alter table books add column shelf text;
alter table missing add column shelf text; -- finds does-not-apply
