-- Folders, the files in them, the versions of a file, and the trash.
--
-- Every row belongs to one user. The foreign keys are on (user_id, id), so the database itself
-- refuses a folder of another user as parent.

-- The trash has one row, a batch, for each file or folder that a user deleted. A folder's batch is the
-- folder with everything that was alive below it; folders.trash_id names the batch of a folder. A file
-- belongs to the batch that names it here, and otherwise to the batch of its folder. A purged batch is
-- in no list and cannot be restored; its rows are being deleted, this one last. What a user deleted as a
-- list has one batch_id and one created_at, and comes back together.
create table trash_items (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  file_id uuid,
  folder_id uuid,
  is_purged boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  batch_id uuid,
  constraint idx_trash_items_user_id unique (user_id, id),
  constraint ck_trash_items_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_trash_items_one_thing check (num_nonnulls(file_id, folder_id) = 1)
);

create table folders (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  parent_folder_id uuid,
  name varchar(500) collate "und-x-icu" not null,
  description text,
  is_favorite boolean not null default false,
  is_deleted boolean not null default false,
  deleted_at timestamptz,
  trash_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_folders_user_id unique (user_id, id),
  constraint fk_folders_parent_folder_id foreign key (user_id, parent_folder_id)
    references folders (user_id, id) on delete set null (parent_folder_id),
  constraint fk_folders_trash_id foreign key (user_id, trash_id) references trash_items (user_id, id),
  constraint ck_folders_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_folders_name check (name <> '' and position('/' in name) = 0),
  constraint ck_folders_parent_folder_id check (parent_folder_id <> id),
  constraint ck_folders_deleted_at check (is_deleted = (deleted_at is not null)),
  constraint ck_folders_trash_id check (is_deleted = (trash_id is not null))
);

-- A name is taken once among live siblings; the top level (no parent) counts as one folder.
create unique index idx_folders_user_id_parent_folder_name on folders
  (user_id, parent_folder_id, name_hash(name)) nulls not distinct where not is_deleted;
create index idx_folders_parent_folder on folders (user_id, parent_folder_id, created_at, id);
create index idx_folders_created_at on folders (user_id, created_at, id) where not is_deleted;
create index idx_folders_updated_at on folders (user_id, updated_at, id) where not is_deleted;
create index idx_folders_user_id_name on folders (user_id, name_order(name), id) where not is_deleted;
create index idx_folders_trash_id on folders (user_id, trash_id) where trash_id is not null;
-- Favourites are few. These indexes hold only them, in every order that a list of them can have.
create index idx_folders_created_at_id on folders (user_id, created_at, id) where is_favorite and not is_deleted;
create index idx_folders_updated_at_id on folders (user_id, updated_at, id) where is_favorite and not is_deleted;
create index idx_folders_user_id_name_id on folders (user_id, name_order(name), id) where is_favorite and not is_deleted;

create trigger touch_updated_at before update on folders
  for each row execute function touch_updated_at();

create table files (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  parent_folder_id uuid,
  name varchar(500) collate "und-x-icu" not null,
  mime_type varchar(255) not null,
  size bigint not null,
  storage_path varchar(1000) not null,
  storage_key varchar(500) not null constraint idx_files_storage_key unique,
  description text,
  is_favorite boolean not null default false,
  is_public boolean not null default false,
  is_deleted boolean not null default false,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_files_user_id unique (user_id, id),
  constraint fk_files_parent_folder_id foreign key (user_id, parent_folder_id)
    references folders (user_id, id) on delete set null (parent_folder_id),
  constraint ck_files_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_files_name check (name <> ''),
  constraint ck_files_mime_type check (mime_type <> ''),
  constraint ck_files_size check (size >= 0),
  constraint ck_files_deleted_at check (is_deleted = (deleted_at is not null))
);

create unique index idx_files_user_id_parent_folder_name on files
  (user_id, parent_folder_id, name_hash(name)) nulls not distinct where not is_deleted;
create index idx_files_parent_folder on files (user_id, parent_folder_id, created_at, id);
create index idx_files_user_id_parent_folder_name_id on files (user_id, parent_folder_id, name_order(name), id)
  where not is_deleted;
create index idx_files_parent_folder_updated_at on files (user_id, parent_folder_id, updated_at, id)
  where not is_deleted;
create index idx_files_created_at on files (user_id, created_at, id) where not is_deleted;
create index idx_files_updated_at on files (user_id, updated_at, id) where not is_deleted;
create index idx_files_user_id_name on files (user_id, name_order(name), id) where not is_deleted;
create index idx_files_size on files (user_id, size, id) where not is_deleted;
create index idx_files_mime_type on files (user_id, mime_type, created_at, id) where not is_deleted;
create index idx_files_is_favorite on files (user_id, is_favorite, created_at, id) where not is_deleted;
-- Favourites are few. These indexes hold only them, in every order that a list of them can have.
create index idx_files_updated_at_id on files (user_id, updated_at, id) where is_favorite and not is_deleted;
create index idx_files_user_id_name_id on files (user_id, name_order(name), id) where is_favorite and not is_deleted;
create index idx_files_size_id on files (user_id, size, id) where is_favorite and not is_deleted;

create trigger touch_updated_at before update on files
  for each row execute function touch_updated_at();

alter table trash_items
  add constraint fk_trash_items_file_id foreign key (user_id, file_id)
    references files (user_id, id) on delete cascade,
  add constraint fk_trash_items_folder_id foreign key (user_id, folder_id)
    references folders (user_id, id) on delete cascade;

-- A file or folder is in the trash once.
create unique index idx_trash_items_file_id on trash_items (user_id, file_id) where file_id is not null;
create unique index idx_trash_items_folder_id on trash_items (user_id, folder_id) where folder_id is not null;

-- Find the trash of one user, newest first; and of all users, the expired and the purged batches.
create index idx_trash_items_is_purged_created_at on trash_items
  (user_id, is_purged, created_at, coalesce(file_id, folder_id));
create index idx_trash_items_is_purged on trash_items (is_purged, created_at);

create trigger touch_updated_at before update on trash_items
  for each row execute function touch_updated_at();

-- The versions of a file. Version 1 is made with its file, in the same statement.
--
-- A version whose content comes in parts has their size. Its upload may go on until upload_expires_at;
-- null when it was given up. multipart_upload_id is S3's own name of it; null before S3 was told.
-- An upload that is_given_up reserves no room, until it begins anew.
create table file_versions (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  file_id uuid not null,
  version integer not null,
  size bigint not null,
  mime_type varchar(255) not null,
  storage_key varchar(500) not null,
  checksum char(64),
  comment text,
  is_uploaded boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  part_size bigint,
  multipart_upload_id varchar(1024),
  upload_expires_at timestamptz,
  is_given_up boolean not null default false,
  constraint idx_file_versions_file_id_version unique (user_id, file_id, version),
  constraint fk_file_versions_file_id foreign key (user_id, file_id)
    references files (user_id, id) on delete cascade,
  constraint ck_file_versions_version check (version >= 1),
  constraint ck_file_versions_size check (size >= 0),
  constraint ck_file_versions_mime_type check (mime_type <> ''),
  constraint ck_file_versions_checksum check (checksum ~ '^[0-9a-f]{64}$'),
  constraint ck_file_versions_part_size check (part_size > 0),
  constraint ck_file_versions_upload_in_parts
    check (part_size is not null or num_nonnulls(multipart_upload_id, upload_expires_at) = 0)
);

-- A restored version shares the object of the old one.
create index idx_file_versions_storage_key on file_versions (storage_key);

-- The storage of a user adds up from this index alone, each object once.
create index idx_file_versions_user_id_storage_key on file_versions (user_id, storage_key)
  include (size) where is_uploaded;

-- Finds the files whose content never arrived, for the clean-up.
create index idx_file_versions_created_at on file_versions (created_at)
  where version = 1 and not is_uploaded;

-- Finds the uploads that are to be given up.
create index idx_file_versions_updated_at on file_versions (updated_at)
  where not is_uploaded and not is_given_up;

create trigger touch_updated_at before update on file_versions
  for each row execute function touch_updated_at();
