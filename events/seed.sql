-- The rows that the events here name, all of one user but for the second in `users` and for the last
-- rows, which are erased. ./kontor seed runs this on the local database. It makes the rows anew each
-- time. Nothing that a clean-up looks at is old, so the rows stay.

-- Deletes all that the users have, also under the pseudonym that one of them got by an erasure. The
-- triggers are off, since the ledger refuses to delete transactions, and deleted versions would queue
-- the objects of those that are made below.
do $$
declare
  name text;
  users text[] := array['otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'kX9bQ2mLw7RzTfYc4vNjHs1PdGa6eUoi',
    '5Qe8TgVr1WkXz0LmB7uYcNd3FjPa9HsE']
    || array(select t.user_id from transactions t where t.id::text like 'c2ed1700-0000-4000-8000-00000000000_');
begin
  perform set_config('session_replication_role', 'replica', true);
  for name in
    select t.relname
    from pg_class t
    join pg_attribute a on a.attrelid = t.oid
    where t.relnamespace = 'public'::regnamespace
      and t.relkind = 'r'
      and a.attname = 'user_id'
  loop
    execute format('delete from %I where user_id = any ($1)', name) using users;
  end loop;
  perform set_config('session_replication_role', 'origin', true);
end
$$;

insert into folders (id, user_id, name) values
  ('f01de700-0000-4000-8000-000000000001', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'Finance');

insert into files (id, user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key) values
  ('f11e0000-0000-4000-8000-000000000001', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ',
   'f01de700-0000-4000-8000-000000000001', 'Budget.xlsx',
   'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 18230,
   'files/f11e0000-0000-4000-8000-000000000001',
   'files/f11e0000-0000-4000-8000-000000000001/0b9ec700-0000-4000-8000-000000000001');

-- The content of the first version has arrived, that of the second is about to.
insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, is_uploaded,
  created_at) values
  ('otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'f11e0000-0000-4000-8000-000000000001', 1, 18230,
   'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
   'files/f11e0000-0000-4000-8000-000000000001/0b9ec700-0000-4000-8000-000000000001', true,
   '2025-12-30 12:00Z'),
  ('otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'f11e0000-0000-4000-8000-000000000001', 2, 18411,
   'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
   'files/f11e0000-0000-4000-8000-000000000001/0b9ec700-0000-4000-8000-000000000002', false,
   now());

-- Uploads in parts. The first has come to its end; the others may go on, and S3 was told of the second.
insert into files (id, user_id, name, mime_type, size, storage_path, storage_key) values
  ('f11e0000-0000-4000-8000-000000000002', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'Interview.mp4', 'video/mp4', 12000000,
   'files/f11e0000-0000-4000-8000-000000000002',
   'files/f11e0000-0000-4000-8000-000000000002/0b9ec700-0000-4000-8000-0000000000a1');

insert into file_versions (id, user_id, file_id, version, size, mime_type, storage_key, is_uploaded, part_size,
  multipart_upload_id, upload_expires_at, created_at)
select
  ('0b9ec700-0000-4000-8000-0000000000a' || number)::uuid, f.user_id, f.id, number, f.size, f.mime_type,
  'files/' || f.id || '/0b9ec700-0000-4000-8000-0000000000a' || number, number = 1, 5242880,
  case when number < 3 then 'VXBsb2FkIG9mIHRoZSBldmVudHM' end, '2099-01-01 00:00Z',
  now() - (3 - number) * interval '1 microsecond'
from generate_series(1, 3) as number
join files f on f.id = 'f11e0000-0000-4000-8000-000000000002';

insert into files (
  id, user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key, is_deleted, deleted_at) values
  ('f11e0000-0000-4000-8000-00000000dea1', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ',
   'f01de700-0000-4000-8000-000000000001', 'Draft.txt', 'text/plain', 42,
   'events', 'events/f11e0000-0000-4000-8000-00000000dea1/1', true, now());

insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, is_uploaded) values
  ('otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'f11e0000-0000-4000-8000-00000000dea1', 1, 42, 'text/plain',
   'events/f11e0000-0000-4000-8000-00000000dea1/1', true);

insert into trash_items (user_id, file_id, created_at) values
  ('otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'f11e0000-0000-4000-8000-00000000dea1', now());

insert into tags (id, user_id, name, color) values
  ('7a600000-0000-4000-8000-000000000001', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'urgent', '#f57c00');

insert into file_tags (user_id, file_id, tag_id) values
  ('otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'f11e0000-0000-4000-8000-000000000001',
   '7a600000-0000-4000-8000-000000000001');

insert into shares (id, user_id, folder_id, token) values
  ('5a4e0000-0000-4000-8000-000000000001', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ',
   'f01de700-0000-4000-8000-000000000001', 'Zm9yLXRoZS1ldmVudHMtb2Yta29udG9yLW9ubHktLS0');

insert into balances (user_id, amount, held, next_expiry_at, version) values
  ('otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 380, 60, '2099-01-01 00:00Z', 2);

insert into holds (id, user_id, created_by, amount, app_id, description, expires_at) values
  ('401d0000-0000-4000-8000-000000000001', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ',
   'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 60, 'writer', 'A summary of 7 pages', '2099-01-01 00:00Z');

insert into transactions (id, user_id, type, amount, balance_after, app_id, description, created_at) values
  ('c2ed1700-0000-4000-8000-000000000001', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'purchase', 500,
   500, null, 'Order 2025-1204', '2025-12-30 12:00Z'),
  ('c2ed1700-0000-4000-8000-000000000002', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'usage', -120,
   380, 'gallery', 'Thumbnails of 60 pictures', '2025-12-31 12:00Z');

insert into user_settings (user_id, app_id, settings) values
  ('otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', null,
   '{"theme": "light", "language": "en", "editor": {"fontSize": 14, "wrap": true}}'),
  ('otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'notes', '{"sort": "createdAt", "archived": false}');

insert into users (user_id, email, role, tags) values
  ('otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'ada@example.com', 'user', '["premium"]'),
  ('kX9bQ2mLw7RzTfYc4vNjHs1PdGa6eUoi', 'eve@example.com', 'user', '[]');

-- A package is nobody's, so one of an earlier run is still there.
insert into packages (id, name, credits, price_amount, currency, payment_link_id, payment_link_url, sort_order) values
  ('bac4a6e0-0000-4000-8000-000000000001', '500 credits', 500, 499, 'eur', 'plink_1PqZ9sB7kontor500',
   'https://buy.stripe.com/test_kontor500', 1)
on conflict (id) do update
set name = excluded.name, description = null, price_amount = excluded.price_amount, is_active = true;

insert into purchases (id, user_id, package_id, credits, price_amount, currency, payment_link_id, created_at) values
  ('b0060d00-0000-4000-8000-000000000001', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ',
   'bac4a6e0-0000-4000-8000-000000000001', 500, 499, 'eur', 'plink_1PqZ9sB7kontor500', '2025-12-31 23:59Z');

insert into quotas (user_id, bytes) values ('otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 1073741824);

-- A user to erase. Transactions stay after that, so they have no fixed ids.
insert into folders (user_id, name) values ('5Qe8TgVr1WkXz0LmB7uYcNd3FjPa9HsE', 'Diaries');

insert into user_settings (user_id, settings) values ('5Qe8TgVr1WkXz0LmB7uYcNd3FjPa9HsE', '{"theme": "dark"}');

insert into balances (user_id, amount) values ('5Qe8TgVr1WkXz0LmB7uYcNd3FjPa9HsE', 20);

insert into transactions (user_id, type, amount, balance_after, description) values
  ('5Qe8TgVr1WkXz0LmB7uYcNd3FjPa9HsE', 'bonus', 20, 20, 'Welcome, May');

-- One is ready, one is being written, and the other user's waits for it.
insert into exports (id, user_id, status, storage_key, files_done, files_found, phase, bytes_written,
  lease_id, lease_expires_at, expires_at, created_at) values
  ('e4904700-0000-4000-8000-000000000001', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'ready',
   'exports/e4904700-0000-4000-8000-0000000000b1.zip', 2, 2, 'end', 12021307, null, null,
   '2099-01-01 00:00Z', '2025-12-24 12:00Z'),
  ('e4904700-0000-4000-8000-000000000002', 'otUe1YrfENPdHnrF3g1vSBfpkQfambCZ', 'running',
   'exports/e4904700-0000-4000-8000-0000000000b2.zip', 1, 2, 'content', 12000411,
   '1ea5e000-0000-4000-8000-000000000001', '2099-01-01 00:00Z', null, '2026-01-01 00:00Z'),
  ('e4904700-0000-4000-8000-000000000003', 'kX9bQ2mLw7RzTfYc4vNjHs1PdGa6eUoi', 'running',
   'exports/e4904700-0000-4000-8000-0000000000b3.zip', 0, null, 'begin', 0, null, null, null,
   '2026-01-01 00:00Z');
