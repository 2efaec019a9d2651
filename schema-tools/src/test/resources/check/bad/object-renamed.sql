alter type book_state rename value 'lent' to 'away'; -- finds object-renamed
alter function shelf_of(text) rename to letter_of; -- finds object-renamed
alter type book_state rename to states; -- finds object-renamed
