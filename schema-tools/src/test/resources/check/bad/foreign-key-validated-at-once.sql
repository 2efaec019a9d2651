alter table books add constraint fk_books_author_id -- finds foreign-key-validated-at-once
  foreign key (user_id, author_id) references authors (user_id, id);
