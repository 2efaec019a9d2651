reindex index idx_books_created_at; -- finds index-rebuilt
---- next migration
reindex table authors; -- finds index-rebuilt
---- next migration
create index concurrently if not exists idx_authors_name on authors (user_id, name, id) where name <> '';
---- next migration
alter table authors alter column name type varchar(600); -- finds index-rebuilt
