grant insert on books to kontor_check;
revoke insert on authors from kontor_check;
---- next contract migration
revoke delete on books from kontor_check;
