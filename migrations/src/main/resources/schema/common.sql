-- Functions that the tables of all features use.

-- Sets updated_at on every update, and always to something later than before: an ETag is made from
-- it, so two updates within one microsecond must not share a value.
create function touch_updated_at() returns trigger
  language plpgsql
as $$
begin
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
  return new;
end
$$;

-- The key of a name in unique indexes. It is equal for two names that differ only in case, in any
-- script. It is a hash, since a name of 500 characters beside a user id of 255 would not fit into an
-- index entry.
create function name_key(name text) returns bytea
  language sql immutable strict parallel safe
  return sha256(convert_to(lower(name collate "und-x-icu"), 'UTF8'));

-- The key by which lists sort names. It ignores case and takes the first 400 characters, the most that
-- fits into an index entry beside a user id of 255. Names with the same key are sorted by id.
create function name_sort_key(name text) returns text
  language sql immutable strict parallel safe
  return left(lower(name collate "und-x-icu"), 400);
