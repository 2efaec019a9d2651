-- V014: text as search looks for it.
--
-- Why: GET /v1/search finds a text anywhere in a name or description, whatever its case and accents.
-- schema/search.sql has the same functions with what each is for. The extensions are trusted ones:
-- the migrator needs CREATE on the database, which its owner has, and no superuser.
-- Locks: none that anyone waits for; nothing uses these functions yet.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

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
