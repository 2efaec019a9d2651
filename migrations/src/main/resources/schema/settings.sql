-- Settings: one JSON document for each user, and one more for each app that keeps some for the user.

-- Applies a JSON merge patch (RFC 7396) to a document. It takes all members of a level at once, since
-- each single change would copy the document. A target that is no object, or is SQL's null, counts as
-- an empty object.
create function json_merge_patch(target jsonb, patch jsonb) returns jsonb
  language plpgsql immutable parallel safe
as $$
begin
  if jsonb_typeof(patch) <> 'object' then
    return patch;
  end if;
  -- Most patches of nothing are that nothing's new value: no member of theirs is to be removed.
  if jsonb_typeof(target) is distinct from 'object' and jsonb_strip_nulls(patch) = patch then
    return patch;
  end if;
  return (
    select coalesce(
      jsonb_object_agg(
        key,
        case
          when p.value is null then t.value
          when jsonb_typeof(p.value) = 'object' then json_merge_patch(t.value, p.value)
          else p.value
        end),
      '{}')
    from jsonb_each(case jsonb_typeof(target) when 'object' then target else '{}' end) as t
    full join jsonb_each(patch) as p using (key)
    where p.value is distinct from 'null');
end
$$;

-- The bytes of a document as compact JSON, as a client writes it. PostgreSQL's own text has an
-- additional space after each colon and comma outside of strings.
create function json_bytes(document jsonb) returns integer
  language sql immutable strict parallel safe
  return octet_length(regexp_replace(document::text, '("(?:[^"\\]|\\.)*")| ', '\1', 'g'));

-- A row is one document: the global one of a user, without an app, or one for an app. None yet is {}.
-- Counting the bytes exactly takes a while. A document whose text is short enough is short enough.
create table user_settings (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  app_id varchar(100),
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_user_settings_user_id_app_id unique nulls not distinct (user_id, app_id),
  constraint ck_user_settings_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_user_settings_app_id check (app_id <> ''),
  constraint ck_user_settings_settings check (jsonb_typeof(settings) = 'object'),
  constraint ck_user_settings_size check (octet_length(settings::text) <= 65536 or json_bytes(settings) <= 65536)
);

create trigger touch_updated_at before update on user_settings
  for each row execute function touch_updated_at();
