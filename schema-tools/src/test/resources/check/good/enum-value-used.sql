alter type book_state add value 'lost';
---- next migration
alter table books alter column state set default 'lost';
