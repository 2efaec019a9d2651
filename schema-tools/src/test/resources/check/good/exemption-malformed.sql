-- check: allow table-dropped because nothing has ever used it
drop table authors;
