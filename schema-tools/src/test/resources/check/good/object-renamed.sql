create function letter_of(title text) returns text language sql immutable return left(title, 1);
alter index idx_books_author_id rename to idx_books_author;
alter index idx_books_author rename to idx_books_author_id;
---- next migration
alter type book_state add value 'away';
