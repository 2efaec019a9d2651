create view volumes with (security_invoker) as select * from books;
