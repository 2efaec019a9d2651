-- The requests that have been done, by the key that the client gave them, with their answers. The
-- transaction that does the work writes the row, so neither is ever there without the other.

-- fingerprint is the SHA-256 of what the request said, in hex; answer is the first answer as it went out, without the signature of an upload.
create table idempotency_keys (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  operation varchar(100) not null,
  key varchar(255) not null,
  fingerprint char(64) not null,
  answer text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_idempotency_keys_user_id_operation_key unique (user_id, operation, key),
  constraint ck_idempotency_keys_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_idempotency_keys_operation check (operation <> ''),
  constraint ck_idempotency_keys_key check (key <> ''),
  constraint ck_idempotency_keys_fingerprint check (fingerprint ~ '^[0-9a-f]{64}$')
);

-- Finds the oldest keys, for the clean-up.
create index idx_idempotency_keys_created_at on idempotency_keys (created_at);

create trigger touch_updated_at before update on idempotency_keys
  for each row execute function touch_updated_at();
