-- Functions that the tables of all features use.

-- A UUID of version 7 (RFC 9562): milliseconds since 1970, then 74 random bits. New ones stand at the end
-- of an index, so that an insert into a large table finds its page in memory. PostgreSQL 18 has uuidv7().
create function time_ordered_uuid() returns uuid
  language sql volatile parallel safe
  return encode(
    set_bit(
      set_bit(
        overlay(
          uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
          from 1 for 6),
        52, 1),
      53, 1),
    'hex')::uuid;

-- Sets updated_at on every update, and always to something later than before: an ETag is made from
-- it, so two updates within one microsecond must not share a value. An update may ask for a later time.
create function touch_updated_at() returns trigger
  language plpgsql
as $$
begin
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond', new.updated_at);
  return new;
end
$$;

-- What fold_name replaces letter by letter: invisible characters go, blanks of every width become a space,
-- and a letter with two small forms gets one of them. Few names have any of these, and looking for them
-- takes a third of the time.
create function fold_letters(name text) returns text
  language sql immutable parallel safe
  return case
    when name ~ ('[\u00A0-\u00B5\u017F\u034F-\u03F5\u061C\u115F-\u17B5\u180B-\u180F\u1C80-\u1C88\u1E9B\u2000-\u206F'
      '\u3000-\u3164\uFB05-\uFFA0\U0001BCA0-\U000E01EF]')
    then translate(
      regexp_replace(
        regexp_replace(
          name,
          '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E'
          '\u2060-\u2064\u2066-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\U0001BCA0-\U0001BCA3'
          '\U0001D173-\U0001D17A\U000E0001\U000E0020-\U000E007F\U000E0100-\U000E01EF]',
          '', 'g'
        ),
        '[\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]', ' ', 'g'
      ),
      'Σςµſϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛﬅ',
      'σσμsβθφπκρεвдосттъѣꙋṡﬆ'
    )
    else name
  end;

-- fold_name for a name that is not plain ASCII. It is in plpgsql, since what it does would otherwise be
-- written into each statement; it names other functions with their schema, for the empty search path of
-- a reindex.
create function fold_other_name(name text) returns text
  language plpgsql immutable strict parallel safe cost 10
as $$
begin
  return lower(normalize(public.fold_letters(name), NFC) collate "und-x-icu");
end
$$;

-- The form in which names are compared and sorted. Two names are the same if they differ only in how
-- their letters are composed, in case, in the kind of a blank, or in what is invisible. Accents count, and
-- so does ß beside ss.
create function fold_name(name text) returns text
  language sql immutable parallel safe
  return case
    when octet_length(name) = char_length(name) then lower(name collate "C")
    else fold_other_name(name)
  end;

-- The key of a name in unique indexes. It is a hash, since a name of 500 characters beside a user id of
-- 255 would not fit into an index entry.
create function name_hash(name text) returns bytea
  language sql immutable parallel safe
  return sha256(convert_to(fold_name(name), 'UTF8'));

-- The key by which lists sort names. It has the first 400 characters, the most that fits into an index
-- entry beside a user id of 255. Names with the same key are sorted by id.
create function name_order(name text) returns text
  language sql immutable parallel safe
  return left(fold_name(name), 400);
