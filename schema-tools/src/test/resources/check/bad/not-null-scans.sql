alter table books alter column pages set not null; -- finds not-null-scans
---- next migration
create unique index concurrently if not exists idx_authors_id on authors (id);
---- next migration
alter table authors drop constraint authors_pkey;
alter table authors alter column id drop not null;
---- next migration
alter table authors add primary key using index idx_authors_id; -- finds not-null-scans
---- next migration
alter table books add constraint ck_books_price check (price > 0) not valid;
---- next migration
alter table books validate constraint ck_books_price;
---- next migration
alter table books alter column price set not null; -- finds not-null-scans
