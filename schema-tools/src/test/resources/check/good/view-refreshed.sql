create materialized view letters as select distinct shelf_of(title) as letter from books;
create unique index idx_letters_letter on letters (letter);
---- next migration
refresh materialized view concurrently letters;
