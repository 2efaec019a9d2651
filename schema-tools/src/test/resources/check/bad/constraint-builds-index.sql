alter table books add constraint idx_books_user_id unique (user_id, id); -- finds constraint-builds-index
---- next migration
alter table authors drop constraint authors_pkey;
alter table authors add primary key (id); -- finds constraint-builds-index
---- next migration
alter table books add constraint idx_books_price exclude using btree (price with =); -- finds constraint-builds-index
---- next migration
alter table loans add constraint idx_loans_created_at unique (user_id, created_at); -- finds constraint-builds-index
---- next migration
alter table loans drop constraint idx_loans_created_at;
