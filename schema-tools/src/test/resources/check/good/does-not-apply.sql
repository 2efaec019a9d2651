alter table if exists missing add column shelf text;
