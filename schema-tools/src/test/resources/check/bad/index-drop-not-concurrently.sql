drop index idx_books_created_at; -- finds index-drop-not-concurrently
---- next migration
do $$ begin drop index idx_books_author_id; end $$; -- finds index-drop-not-concurrently
