cluster books using idx_books_created_at; -- finds clustered
