revoke delete on books from kontor_check; -- finds privilege-revoked
