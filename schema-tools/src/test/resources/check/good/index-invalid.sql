select by_hand.run('update pg_index set indisvalid = false where indexrelid = ''idx_books_created_at''::regclass');
---- next migration
reindex index concurrently idx_books_created_at;
