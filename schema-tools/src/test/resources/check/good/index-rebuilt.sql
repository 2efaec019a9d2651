reindex index concurrently idx_books_created_at;
---- next migration
create index concurrently if not exists idx_authors_name on authors (name, user_id, id);
create unique index concurrently if not exists idx_authors_user_id_name on authors (user_id, name, id);
---- next migration
alter table authors add constraint idx_authors_user_id_name unique using index idx_authors_user_id_name;
---- next migration
alter table authors alter column name type varchar(600);
