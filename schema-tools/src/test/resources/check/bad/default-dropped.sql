alter table books alter column state drop default; -- finds default-dropped
