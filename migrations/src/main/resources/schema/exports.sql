-- Exports: everything of a user as one ZIP archive in the bucket, written in steps (decision 0046). The
-- object of a deleted export is enqueued for deletion (storage.sql).

create type export_status as enum ('running', 'ready', 'failed');

-- phase, reached and what follows say how far it is written: every byte before bytes_written is in the
-- parts in S3, and the last ones, too few for a part, in rest. entry_offset is that of an entry that is
-- begun and not ended; null for none. lease_id is the step that writes; nobody else does before the lease
-- is over.
create table exports (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  status export_status not null default 'running',
  storage_key varchar(500) not null default 'exports/' || gen_random_uuid() || '.zip'
    constraint idx_exports_storage_key unique,
  files_done bigint not null default 0,
  files_found bigint,
  multipart_upload_id varchar(1024),
  phase varchar(50) not null default 'begin',
  reached varchar(500),
  bytes_written bigint not null default 0,
  last_part integer not null default 0,
  entry_count bigint not null default 0,
  directory_offset bigint,
  entry_offset bigint,
  entry_size bigint not null default 0,
  entry_packed_size bigint not null default 0,
  entry_crc bigint not null default 0,
  rest bytea,
  attempt_count integer not null default 0,
  restart_count integer not null default 0,
  lease_id uuid,
  lease_expires_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_exports_user_id unique (user_id, id),
  constraint ck_exports_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_exports_storage_key check (storage_key like 'exports/%'),
  constraint ck_exports_expires_at check ((status = 'running') = (expires_at is null)),
  constraint ck_exports_lease check (num_nonnulls(lease_id, lease_expires_at) in (0, 2))
);

-- A user has one running export.
create unique index idx_exports_user_id_status on exports (user_id, status) where status = 'running';
create index idx_exports_user_id_created_at on exports (user_id, created_at, id);

-- Finds the exports that are over, and those that nobody writes, for the clean-up.
create index idx_exports_expires_at on exports (expires_at) where expires_at is not null;
create index idx_exports_updated_at on exports (updated_at) where status = 'running';
create index idx_exports_created_at on exports (created_at) where status = 'running';

create trigger touch_updated_at before update on exports
  for each row execute function touch_updated_at();

-- What stands in an export, while it is written: its directory is made of these. number is the place. A
-- folder's or an object's path is its name. header_offset is null for content that is left out.
create table export_entries (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  export_id uuid not null,
  number bigint not null,
  name varchar(1000) not null,
  folder_id uuid,
  storage_key varchar(500),
  is_large boolean not null,
  is_left_out boolean not null default false,
  modified_at timestamptz not null,
  header_offset bigint,
  size bigint not null default 0,
  packed_size bigint not null default 0,
  crc bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_export_entries_export_id_number unique (user_id, export_id, number),
  constraint idx_export_entries_export_id_folder_id unique (user_id, export_id, folder_id),
  constraint idx_export_entries_export_id_storage_key unique (user_id, export_id, storage_key),
  constraint fk_export_entries_export_id foreign key (user_id, export_id)
    references exports (user_id, id) on delete cascade,
  constraint ck_export_entries_name check (name <> '')
);

-- No system that unpacks it takes two entries for the same, nor a file for a folder.
create unique index idx_export_entries_export_id on export_entries (user_id, export_id, name_hash(rtrim(name, '/')));

create trigger touch_updated_at before update on export_entries
  for each row execute function touch_updated_at();

-- Counts the entries for the planner. There are none between two exports, so plans from then know no better
-- than to read all entries of an export for each one. Autovacuum would come within a minute, which is too
-- late. Whoever analyzes or vacuums the table just now does it as well.
create function analyze_export_entries() returns void
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
begin
  analyze (skip_locked) export_entries;
end
$$;

-- The parts of an export that S3 has.
create table export_parts (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  export_id uuid not null,
  number integer not null,
  size bigint not null,
  etag varchar(100) not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_export_parts_export_id_number unique (user_id, export_id, number),
  constraint fk_export_parts_export_id foreign key (user_id, export_id)
    references exports (user_id, id) on delete cascade,
  constraint ck_export_parts_number check (number between 1 and 10000)
);

create trigger touch_updated_at before update on export_parts
  for each row execute function touch_updated_at();
