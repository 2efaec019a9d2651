alter table books rename to volumes; -- finds table-renamed, index-name
