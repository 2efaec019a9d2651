grant insert on books to kontor_check;
revoke insert on authors from kontor_check;
---- next migration
revoke all on books from kontor_check;
grant insert, delete on books to kontor_check;
grant select on books to kontor_readers;
---- next migration
grant execute on function shelf_of to kontor_check;
revoke execute on function shelf_of from kontor_check;
---- next contract migration
revoke delete on books from kontor_check;
