create index idx_books_title on books (user_id, title, id); -- finds index-not-concurrently
---- next migration
create index idx_loans_created_at on loans (user_id, created_at, id); -- finds index-not-concurrently
---- next migration
drop index idx_loans_created_at; -- finds index-drop-not-concurrently
