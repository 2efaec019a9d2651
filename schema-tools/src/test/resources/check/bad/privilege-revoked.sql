revoke delete on books from kontor_check; -- finds privilege-revoked
---- next migration
revoke execute on function shelf_of from public; -- finds privilege-revoked
---- next migration
revoke kontor_readers from kontor_check; -- finds privilege-revoked
---- next migration
grant select (name) on authors to kontor_check;
---- next migration
revoke select (name) on authors from kontor_check; -- finds privilege-revoked
