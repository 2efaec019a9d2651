-- Search: text as it is looked for, and the indexes that it is found by.
--
-- All of it is PostgreSQL's own: trigrams (pg_trgm) find a text in the middle of another, unaccent
-- takes accents off, and btree_gin lets such an index begin with the user id, so that what others
-- have is not even looked at. A database's owner may create them: they are trusted extensions.

create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists btree_gin with schema public;

-- Text without accents and in lower case, in any script. unaccent is declared stable, since somebody
-- could exchange its dictionary; ours is the one that it brings, by name, so what this gives is
-- fixed, also where the search path is empty, as it is when a dump is restored. plpgsql, since a
-- function in SQL would be taken for as little fixed as what it calls, and never be inlined.
create function search_fold(folded text) returns text
  language plpgsql immutable strict parallel safe cost 10
as $$
begin
  return lower(public.unaccent('public.unaccent'::regdictionary, folded) collate "und-x-icu");
end
$$;

-- What a name, a description or a text that is looked for counts as. Most are plain ASCII, which has
-- no accents: that takes a tenth of the time. Not strict, or it would not be inlined.
create function search_key(searched text) returns text
  language sql immutable parallel safe
  return case
    when octet_length(searched) = char_length(searched) then lower(searched collate "C")
    else search_fold(searched)
  end;

-- The beginning of the same, as much of it as an index entry has room for beside a user id.
create function search_prefix(searched text) returns text
  language sql immutable parallel safe
  return left(search_key(searched), 400);

-- What LIKE takes for this text and nothing else, anywhere in another.
create function search_pattern(searched text) returns text
  language sql immutable parallel safe
  return '%' || regexp_replace(search_key(searched), '([\\%_])', '\\\1', 'g') || '%';

-- Whether there is a trigram in a text, wherever it stands: three letters or digits in a row. Without
-- one, the trigram index has nothing to go by.
create function has_trigram(searched text) returns boolean
  language sql immutable parallel safe
  return searched ~ '[[:alnum:]]{3}';

-- The beginning of a name, newest first among equal ones; and a text anywhere in name or description.
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
