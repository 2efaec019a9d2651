reindex index idx_books_created_at; -- finds index-rebuilt
---- next migration
reindex table authors; -- finds index-rebuilt
