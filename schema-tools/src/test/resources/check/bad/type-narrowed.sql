alter table books alter column price type numeric(8, 2); -- finds type-narrowed, table-rewritten
alter table books alter column pages type smallint; -- finds type-narrowed, table-rewritten
---- next migration
alter table authors alter column name type varchar(50); -- finds type-narrowed, table-rewritten
