select by_hand.run('update pg_index set indisvalid = false where indexrelid = ''idx_books_created_at''::regclass'); -- finds index-invalid
