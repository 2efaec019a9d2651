-- Search: the text that is compared, and the indexes that find it.
--
-- All of it is PostgreSQL's own: trigrams (pg_trgm) find a text in the middle of another, unaccent
-- takes accents off, and btree_gin lets such an index begin with the user id, so that it skips the
-- rows of other users. A database's owner may create them, since they are trusted extensions.

create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists btree_gin with schema public;

-- Text without accents and in lower case, in any script. It is immutable, although unaccent is only
-- stable because its dictionary could be exchanged: this function names the dictionary with its
-- schema, also for the empty search path while a dump is restored. It is in plpgsql, since a function
-- in SQL would count as stable, as what it calls, and would never be inlined.
create function search_fold(folded text) returns text
  language plpgsql immutable strict parallel safe cost 10
as $$
begin
  return lower(public.unaccent('public.unaccent'::regdictionary, folded) collate "und-x-icu");
end
$$;

-- The form in which search compares names, descriptions and the text to find. Most are plain ASCII,
-- which has no accents and takes a tenth of the time. A strict function would not be inlined.
create function search_key(searched text) returns text
  language sql immutable parallel safe
  return case
    when octet_length(searched) = char_length(searched) then lower(searched collate "C")
    else search_fold(searched)
  end;

-- The beginning of that form, as much as fits into an index entry beside a user id.
create function search_prefix(searched text) returns text
  language sql immutable parallel safe
  return left(search_key(searched), 400);

-- A LIKE pattern that matches exactly this text, anywhere in another.
create function search_pattern(searched text) returns text
  language sql immutable parallel safe
  return '%' || regexp_replace(search_key(searched), '([\\%_])', '\\\1', 'g') || '%';

-- Whether a text contains a trigram: three letters or digits in a row. Without one, the trigram index
-- cannot help.
create function has_trigram(searched text) returns boolean
  language sql immutable parallel safe
  return searched ~ '[[:alnum:]]{3}';

-- Find the beginning of a name, newest first among equal ones; and a text anywhere in a name or
-- description.
create index idx_files_name_created_at on files
  (user_id, search_prefix(name) text_pattern_ops, created_at, id) where not is_deleted;
create index idx_files_name_description on files
  using gin (user_id, search_key(name) gin_trgm_ops, search_key(description) gin_trgm_ops, mime_type)
  where not is_deleted;
create index idx_folders_name_created_at on folders
  (user_id, search_prefix(name) text_pattern_ops, created_at, id) where not is_deleted;
create index idx_folders_name_description on folders
  using gin (user_id, search_key(name) gin_trgm_ops, search_key(description) gin_trgm_ops)
  where not is_deleted;
