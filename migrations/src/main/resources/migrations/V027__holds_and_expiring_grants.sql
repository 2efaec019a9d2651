-- V027: holds, and grants that expire.
--
-- Why: the rows that say which credits are held or expire, and where credits that were taken go back to.
-- Locks: ACCESS EXCLUSIVE on transactions.
-- Safe to run again: it runs in one transaction, so either all of it is there or nothing.

alter table transactions add column expired_transaction_id uuid;
alter table transactions add column hold_id uuid;
alter table transactions add constraint ck_transactions_expired_transaction_id CHECK (((expired_transaction_id IS NULL) OR ((type = 'adjustment'::transaction_type) AND (amount < 0)))) not valid;
alter table transactions add constraint ck_transactions_hold_id CHECK (((hold_id IS NULL) OR (type = 'usage'::transaction_type))) not valid;
alter table transactions add constraint fk_transactions_expired_transaction_id FOREIGN KEY (user_id, expired_transaction_id) REFERENCES transactions(user_id, id) not valid;
create table expiring_grants (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  transaction_id uuid not null,
  remaining bigint not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_expiring_grants_user_id unique (user_id, id),
  constraint idx_expiring_grants_transaction_id unique (user_id, transaction_id),
  constraint fk_expiring_grants_transaction_id foreign key (user_id, transaction_id)
    references transactions (user_id, id),
  constraint ck_expiring_grants_remaining check (remaining >= 0)
);
create trigger touch_updated_at before update on expiring_grants
  for each row execute function touch_updated_at();
create index idx_expiring_grants_expires_at on expiring_grants (user_id, expires_at, id)
  where remaining > 0;
create type hold_status as enum ('open', 'settled', 'released', 'expired');
create table holds (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  created_by text not null,
  status hold_status not null default 'open',
  amount bigint not null,
  settled_amount bigint,
  app_id varchar(100),
  description text not null,
  metadata jsonb not null default '{}',
  transaction_id uuid,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_holds_user_id unique (user_id, id),
  constraint idx_holds_transaction_id unique (user_id, transaction_id),
  constraint fk_holds_transaction_id foreign key (user_id, transaction_id)
    references transactions (user_id, id),
  constraint ck_holds_user_id check (char_length(user_id) between 1 and 255),
  constraint ck_holds_amount check (amount between 1 and 9007199254740991),
  constraint ck_holds_settled_amount check (settled_amount >= 1),
  constraint ck_holds_app_id check (app_id <> ''),
  constraint ck_holds_metadata check (jsonb_typeof(metadata) = 'object'),
  constraint ck_holds_settled check (
    (status = 'settled') = (transaction_id is not null)
    and (status = 'settled') = (settled_amount is not null))
);
create trigger touch_updated_at before update on holds
  for each row execute function touch_updated_at();
create index idx_holds_created_at on holds (user_id, created_at, id);
create index idx_holds_status on holds (user_id, status, created_at, id);
create index idx_holds_expires_at on holds (user_id, expires_at) where status = 'open';
create function refuse_second_end() returns trigger
  language plpgsql
as $$
begin
  raise exception 'the hold has ended as %', old.status using errcode = 'restrict_violation';
end
$$;
create trigger refuse_second_end before update on holds
  for each row when (old.status <> 'open') execute function refuse_second_end();
alter table transactions add constraint fk_transactions_hold_id FOREIGN KEY (user_id, hold_id) REFERENCES holds(user_id, id) not valid;
create table allocations (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  grant_id uuid not null,
  hold_id uuid,
  transaction_id uuid,
  amount bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint idx_allocations_hold_id unique (user_id, hold_id, grant_id),
  constraint idx_allocations_transaction_id unique (user_id, transaction_id, grant_id),
  constraint fk_allocations_grant_id foreign key (user_id, grant_id)
    references expiring_grants (user_id, id),
  constraint fk_allocations_hold_id foreign key (user_id, hold_id) references holds (user_id, id),
  constraint fk_allocations_transaction_id foreign key (user_id, transaction_id)
    references transactions (user_id, id),
  constraint ck_allocations_amount check (amount >= 1),
  constraint ck_allocations_taker check (num_nonnulls(hold_id, transaction_id) = 1)
);
create trigger touch_updated_at before update on allocations
  for each row execute function touch_updated_at();
create index idx_allocations_grant_id on allocations (user_id, grant_id);
