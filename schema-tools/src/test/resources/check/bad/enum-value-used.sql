alter type book_state add value 'lost';
update books set state = 'lost' where id = gen_random_uuid(); -- finds enum-value-used
