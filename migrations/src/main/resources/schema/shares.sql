-- Shares: links that open one file or one folder to everyone who has the link.

-- The token is the link: 256 random bits in base64url. The password is kept as a hash, which names its
-- method. Wrong passwords are forgotten one after the other. At attempts_forgotten_at the last one will
-- be forgotten; the time until then tells whether another attempt is allowed.
create table shares (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  file_id uuid,
  folder_id uuid,
  token varchar(43) collate "C" not null constraint idx_shares_token unique,
  password_hash varchar(255),
  expires_at timestamptz,
  max_downloads integer,
  download_count bigint not null default 0,
  attempts_forgotten_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint fk_shares_file_id foreign key (user_id, file_id)
    references files (user_id, id) on delete cascade,
  constraint fk_shares_folder_id foreign key (user_id, folder_id)
    references folders (user_id, id) on delete cascade,
  constraint ck_shares_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_shares_one_thing check (num_nonnulls(file_id, folder_id) = 1),
  constraint ck_shares_token check (token ~ '^[A-Za-z0-9_-]{43}$'),
  constraint ck_shares_password_hash check (password_hash ~ '^\$pbkdf2-sha256\$i=[0-9]+\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$'),
  constraint ck_shares_max_downloads check (max_downloads >= 1),
  constraint ck_shares_download_count check (download_count >= 0 and download_count <= max_downloads)
);

create index idx_shares_created_at on shares (user_id, created_at, id);
create index idx_shares_file_id on shares (user_id, file_id, created_at, id) where file_id is not null;
create index idx_shares_folder_id on shares (user_id, folder_id, created_at, id) where folder_id is not null;

create trigger touch_updated_at before update on shares
  for each row execute function touch_updated_at();
