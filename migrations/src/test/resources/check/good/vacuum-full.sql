vacuum books;
