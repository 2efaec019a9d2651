drop table authors; -- finds table-dropped
