-- check: allow table-dropped because it has been empty since the beginning -- finds exemption-unused
alter table books add column shelf text;
-- check: allow table-dropped because it comes after all statements -- finds exemption-unused
